import { type HttpReply, NetworkError, type SendHttp } from './types';

interface WxRequest {
  url: string;
  method: string;
  header: Record<string, string>;
  data?: string;
  dataType: string;
  responseType: 'text';
  timeout: number;
  success(answer: { statusCode: number; header: Record<string, string>; data: unknown }): void;
  fail(problem: { errMsg?: string }): void;
}
declare const wx: { request(options: WxRequest): void };

/** wx.request resolves for any status; `dataType` other than json keeps the body as text. */
export const sendHttp: SendHttp = (request) =>
  new Promise<HttpReply>((resolve, reject) => {
    wx.request({
      url: request.url,
      method: request.method,
      header: request.headers,
      data: request.body,
      dataType: 'text',
      responseType: 'text',
      timeout: request.timeoutMs,
      success: (answer) => {
        const headers: Record<string, string> = {};
        for (const name of Object.keys(answer.header ?? {})) headers[name.toLowerCase()] = String(answer.header[name]);
        resolve({ status: answer.statusCode, headers, text: typeof answer.data === 'string' ? answer.data : '' });
      },
      fail: (problem) => reject(new NetworkError(/timeout/i.test(problem.errMsg ?? '') ? 'timeout' : 'offline')),
    });
  });
