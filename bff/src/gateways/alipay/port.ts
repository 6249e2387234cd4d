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

  close(): Promise<void>;
}

export interface CertifyRequest {
  outerOrderNo: string;
  name: string;
  certificateNumber: string;
  returnUrl?: string;
}
