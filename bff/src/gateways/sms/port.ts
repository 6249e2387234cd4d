/** What the program needs of an SMS provider. Throws GatewayError and nothing else for what happens outside. */
export interface SmsGateway {
  /**
   * Hands one message to the provider. Repeating the same messageId with the same content sends nothing twice, so that
   * a caller may simply try again after any failure.
   * Rejected with NUMBER_UNREACHABLE, BAD_PHONE, UNKNOWN_TEMPLATE, BAD_PARAMS, MESSAGE_ID_REUSED.
   */
  send(message: SmsMessage): Promise<void>;
  close(): Promise<void>;
}

/** The templates registered with the provider, and what each needs. Values are text of 1 to 60 characters. */
export interface SmsTemplates {
  'login-code': { code: string; minutes: string };
  'proof-code': { code: string; minutes: string };
  invited: { ownerName: string };
  'bound-by-owner': { ownerName: string };
  'sharing-active': { otherName: string; regionName: string };
  'sharing-refused': { otherName: string };
  'sharing-ended': { otherName: string };
  'bill-paid': { memberName: string; paidOn: string; amountYuan: string };
}

export type SmsTemplate = keyof SmsTemplates;

/** Names in `params` are masked by the caller: an SMS lies open on a lock screen. */
export type SmsMessage = {
  [T in SmsTemplate]: {
    /** Idempotent id, 8 to 64 of [A-Za-z0-9_-]. */
    messageId: string;
    /** Mainland mobile number, 11 digits. */
    phone: string;
    template: T;
    params: SmsTemplates[T];
  };
}[SmsTemplate];
