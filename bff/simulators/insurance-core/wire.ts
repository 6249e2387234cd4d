import { z } from 'zod';
import type { KeptAnswer } from './state';

/** The trade's request envelope (PLATFORM-FACTS field list); unknown fields are ignored, as the trade does. */
export const envelopeSchema = z.object({
  infno: z.string().min(4).max(4),
  msgid: z.string().min(1).max(30),
  mdtrtarea_admvs: z.string(),
  insuplc_admdvs: z.string(),
  recer_sys_code: z.string(),
  infver: z.string(),
  opter_type: z.string(),
  opter: z.string(),
  opter_name: z.string(),
  inf_time: z.string(),
  fixmedins_code: z.string(),
  fixmedins_name: z.string(),
  sign_no: z.string(),
  input: z.record(z.string(), z.unknown()),
});

export type Envelope = z.infer<typeof envelopeSchema>;

export interface AnswerEnvelope {
  infcode: 0 | -1;
  inf_refmsgid: string;
  refmsg_time: string;
  respond_time: string;
  err_msg: string;
  output: Record<string, unknown>;
}

/** The answer envelope. Times are the trade's 'yyyy-MM-dd HH:mm:ss' at UTC+8. */
export function answerEnvelope(
  msgid: string,
  receivedAt: string,
  respondedAt: string,
  answer: Pick<KeptAnswer, 'infcode' | 'errMsg' | 'output'>,
): AnswerEnvelope {
  return {
    infcode: answer.infcode,
    inf_refmsgid: msgid,
    refmsg_time: tradeTime(receivedAt),
    respond_time: tradeTime(respondedAt),
    err_msg: answer.errMsg,
    output: answer.output,
  };
}

/** An ISO instant as the trade writes times: 'yyyy-MM-dd HH:mm:ss' at UTC+8. */
export function tradeTime(iso: string): string {
  const shifted = new Date(Date.parse(iso) + 8 * 3_600_000).toISOString();
  return `${shifted.slice(0, 10)} ${shifted.slice(11, 19)}`;
}
