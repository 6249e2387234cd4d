export const contactProps = undefined;
