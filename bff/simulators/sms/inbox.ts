import { appendFile, mkdir, readFile, truncate } from 'node:fs/promises';
import { dirname } from 'node:path';

export interface InboxMessage {
  messageId: string;
  phone: string;
  template: string;
  params: Record<string, string>;
  text: string;
  sentAt: string;
  /** False when the operator lost it on the way: the sender believes it went out. */
  hasArrived: boolean;
}

/** All messages ever accepted; kept as lines in a file when there is one, so that a second start still knows them. */
export class Inbox {
  private readonly byId = new Map<string, InboxMessage>();

  private constructor(private readonly file: string | undefined) {}

  /** @param file absent: memory only */
  static async open(file: string | undefined): Promise<Inbox> {
    const inbox = new Inbox(file);
    if (file === undefined) return inbox;
    await mkdir(dirname(file), { recursive: true });
    const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return '';
      throw error;
    });
    // A line without its line feed was cut off by a kill while writing; its sender got no answer and will repeat.
    const whole = text.slice(0, text.lastIndexOf('\n') + 1);
    for (const line of whole.split('\n')) {
      if (line === '') continue;
      const message = JSON.parse(line) as InboxMessage;
      inbox.byId.set(message.messageId, message);
    }
    if (whole.length < text.length) await truncate(file, Buffer.byteLength(whole));
    return inbox;
  }

  find(messageId: string): InboxMessage | undefined {
    return this.byId.get(messageId);
  }

  /** Keeps a message; memory first, so that two equal requests at once cannot both be new. */
  async add(message: InboxMessage): Promise<void> {
    this.byId.set(message.messageId, message);
    if (this.file !== undefined) await appendFile(this.file, `${JSON.stringify(message)}\n`, { mode: 0o600 });
  }

  /** Messages that arrived, newest first. */
  arrived(phone?: string): InboxMessage[] {
    return [...this.byId.values()].filter((each) => each.hasArrived && (!phone || each.phone === phone)).reverse();
  }
}
