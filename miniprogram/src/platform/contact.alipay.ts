/** Alipay's customer service is a component of its own that Taro does not draw: there the hotline is the way. */
export const contactProps = undefined;
