/** Alipay asks by itself, at the button that needs it (phone number): nothing to do here. */
export const onPrivacyAsked = (): (() => void) => () => undefined;
export const openPrivacyText = (): void => undefined;
export const agreeProps = (): object => ({});
