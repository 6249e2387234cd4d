/** What the program needs of Alipay. Every method throws GatewayError and nothing else for what happens outside. */
export interface AlipayGateway {
  /** Spends a `my.getAuthCode` code. Never repeated: a code works once. Rejected with isv.code-invalid. */
  codeToOpenId(code: string): Promise<{ openId: string }>;

  /**
   * Opens an identity check by face. The client goes to `url`: my.startAPVerify in the mini-program, the browser on H5.
   * @param request.outerOrderNo ours, exactly 32 letters and digits, used once: after an unknown outcome start again with a new one
   * @param request.returnUrl where the page leads back to (http, https or alipays)
   */
  startCertify(request: CertifyRequest): Promise<{ certifyId: string; url: string }>;

  /** The result that counts: only the server's `passed = 'T'` is a pass. 'pending': nobody has finished it yet. */
  queryCertify(certifyId: string): Promise<'passed' | 'failed' | 'pending'>;

  /**
   * Opens what `my.getPhoneNumber` gave to the client: checks Alipay's signature, then decrypts. No call goes out.
   * @returns the number in that Alipay account, 11 digits. badSignature when Alipay did not sign it
   */
  openPhone(sealed: { response: string; sign: string }): string;

  /**
   * Sends one template message to somebody who allowed it with `my.requestSubscribeMessage`. 'notSubscribed': they did not, or it
   * is used up. Not idempotent at Alipay: after an unknown outcome it may arrive twice when repeated.
   */
  sendTemplate(message: TemplateMessage): Promise<'sent' | 'notSubscribed'>;

  /** The code of one page as the address of a picture at Alipay. @param code.query such as `code=ABCD2345` */
  codeImage(code: { page: string; query: string; describe: string }): Promise<{ url: string }>;

  close(): Promise<void>;
}

export interface TemplateMessage {
  openId: string;
  templateId: string;
  /** Path without a leading slash, with query. */
  page: string;
  /** Field name in the template (`keyword1`) → text. */
  data: Record<string, string>;
}

export interface CertifyRequest {
  outerOrderNo: string;
  name: string;
  certificateNumber: string;
  returnUrl?: string;
}
