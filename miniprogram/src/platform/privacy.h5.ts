/** A browser gives us nothing of the person: nobody asks. */
export const onPrivacyAsked = (): (() => void) => () => undefined;
export const openPrivacyText = (): void => undefined;
export const agreeProps = (): object => ({});
