/** The core says no to a message's content, in its own words (Chinese). Answered with infcode -1 and HTTP 200. */
export class CoreRefusal extends Error {
  constructor(
    readonly code: string,
    readonly words: string,
  ) {
    super(words);
  }
}
