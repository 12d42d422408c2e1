export const whoCanSee = ["Whoever can see this screen, and nobody else: nothing leaves this machine."];
