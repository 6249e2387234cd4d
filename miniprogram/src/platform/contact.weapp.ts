export const contactProps = { openType: 'contact' };
