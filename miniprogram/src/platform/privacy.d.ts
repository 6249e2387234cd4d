/** The platform waits for the person's word before it lets us use something of theirs. */
export interface PrivacyAsked {
  /** The button with this id (open-type agreePrivacyAuthorization) was tapped. */
  agree(buttonId: string): void;
  disagree(): void;
}

/** The newest listener is asked; without one the answer is no. Returns how to stop listening. Only WeChat asks. */
export declare function onPrivacyAsked(listener: (asked: PrivacyAsked) => void): () => void;

/** The platform's page with the whole privacy text. */
export declare function openPrivacyText(): void;

/** Props of the button whose tap WeChat takes as consent. */
export declare function agreeProps(onAgree: () => void): object;
