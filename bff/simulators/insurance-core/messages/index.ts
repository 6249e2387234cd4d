import { eventsMessage } from './feed';
import { fundsMessage, moveFundsMessage } from './funds';
import type { Message } from './message';
import { contactPhoneMessage, personMessage } from './person';
import {
  changeWindowMessage,
  endMessage,
  freezeMessage,
  registerMessage,
  relationsMessage,
  unfreezeMessage,
} from './relations';
import { SETTLEMENT_MESSAGES } from './settlement';

/** Every message that a core understands, by number. */
export const MESSAGES: ReadonlyMap<string, Message> = new Map(
  [
    personMessage,
    relationsMessage,
    registerMessage,
    endMessage,
    freezeMessage,
    unfreezeMessage,
    changeWindowMessage,
    moveFundsMessage,
    fundsMessage,
    contactPhoneMessage,
    eventsMessage,
    ...SETTLEMENT_MESSAGES,
  ].map((message) => [message.infno, message]),
);
