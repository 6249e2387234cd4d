import { isOpenid } from './codes';

/** A template as it stands in WeChat's console: the fields that a message must carry. */
export const TEMPLATES: Record<string, { title: string; fields: string[] }> = {
  'sim-template-invitation': { title: '家庭共济邀请通知', fields: ['thing1', 'thing2', 'date3'] },
  'sim-template-sharing-changed': { title: '共济关系变更通知', fields: ['thing1', 'thing2', 'time3'] },
  'sim-template-window-ending': { title: '服务到期提醒', fields: ['thing1', 'thing2', 'time3'] },
  'sim-template-bill-paid': { title: '共济账户支付通知', fields: ['thing1', 'amount2', 'time3'] },
};

/** What the BFF is told of them: which occasion each is for, and what its fields are to say. */
export const CONFIGURED = {
  invitationAnswered: { id: 'sim-template-sharing-changed', fields: { thing1: 'title', thing2: 'text', time3: 'at' } },
  windowEnding: { id: 'sim-template-window-ending', fields: { thing1: 'title', thing2: 'text', time3: 'at' } },
} as const;

export interface SentMessage {
  openid: string;
  templateId: string;
  page?: string;
  data: Record<string, string>;
  sentAt: string;
}

const THING_LIMIT = 20;

/** One-time subscription messages: each consent of the user allows one message of one template. */
export class Subscriptions {
  private readonly consents = new Map<string, number>();
  readonly messages: SentMessage[] = [];

  /** The user tapped 允许 in wx.requestSubscribeMessage, `times` times. */
  allow(openid: string, templateId: string, times: number): void {
    const key = `${openid} ${templateId}`;
    this.consents.set(key, (this.consents.get(key) ?? 0) + times);
  }

  /** POST /cgi-bin/message/subscribe/send, with its published errors. */
  send(body: Record<string, unknown>, nowMs: number): { errcode: number; errmsg: string; msgid?: number } {
    const { touser, template_id: templateId, page, data } = body;
    if (!isOpenid(touser)) return { errcode: 40003, errmsg: 'invalid openid' };
    const template = typeof templateId === 'string' ? TEMPLATES[templateId] : undefined;
    if (!template || typeof templateId !== 'string') return { errcode: 40037, errmsg: 'invalid template_id' };
    if (page !== undefined && (typeof page !== 'string' || page === '' || page.startsWith('/') || page.length > 1024)) {
      return { errcode: 41030, errmsg: 'invalid page' };
    }
    const values = readValues(data);
    const wrong = [...new Set([...template.fields, ...Object.keys(values)])].find(
      (field) => !template.fields.includes(field) || !isFieldValue(field, values[field]),
    );
    if (wrong) return { errcode: 47003, errmsg: `argument invalid! data.${wrong}.value is empty or too long` };
    const key = `${touser} ${templateId}`;
    const left = this.consents.get(key) ?? 0;
    if (left < 1) return { errcode: 43101, errmsg: 'user refuse to accept the msg' };
    this.consents.set(key, left - 1);
    const message: SentMessage = { openid: touser, templateId, data: values, sentAt: new Date(nowMs).toISOString() };
    if (typeof page === 'string') message.page = page;
    this.messages.unshift(message);
    return { errcode: 0, errmsg: 'ok', msgid: this.messages.length };
  }
}

function readValues(data: unknown): Record<string, string> {
  const values: Record<string, string> = {};
  if (data === null || typeof data !== 'object') return values;
  for (const [field, holder] of Object.entries(data)) {
    const value = (holder as { value?: unknown } | null)?.value;
    if (typeof value === 'string') values[field] = value;
  }
  return values;
}

function isFieldValue(field: string, value: string | undefined): boolean {
  if (value === undefined || value === '') return false;
  // A time is written as people write it: 2019年10月1日 15:01.
  if (field.startsWith('time')) return /^(?:\d{4}年\d{1,2}月\d{1,2}日 )?\d{1,2}:\d\d$/.test(value);
  return !field.startsWith('thing') || [...value].length <= THING_LIMIT;
}
