/**
 * Asks whether WeChat or Alipay may send one message of this template. Call it straight from a tap: WeChat allows nothing else.
 * False for a no, also where the platform cannot ask; never throws.
 */
export declare function askForMessage(templateId: string): Promise<boolean>;
