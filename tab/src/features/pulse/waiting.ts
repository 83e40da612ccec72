export const myWaitingPath = "/me/waiting";
