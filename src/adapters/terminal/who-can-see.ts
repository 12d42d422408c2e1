export const whoCanSee = ["Whoever can see this screen: questions are answered on this machine."];
