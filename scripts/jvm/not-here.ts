/** This way of getting a test's other side is not possible on this machine; the message says what is missing. */
export class NotHere extends Error {}
