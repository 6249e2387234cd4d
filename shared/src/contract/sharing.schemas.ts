import { z } from 'zod';
import {
  availableCommand,
  documentId,
  familyName,
  fen,
  finding,
  instant,
  kinship,
  personIdentity,
  personName,
  refusal,
  step,
  textHash,
} from './parts.schemas';

const memberStatus = z.enum([
  'invited',
  'agreed',
  'registering',
  'active',
  'suspended',
  'suspended',
  'refused',
  'ending',
  'ended',
  'declined',
  'cancelled',
]);

/** When the money may be used, where the province has such a window. `state` is derived at the time of reading. */
const windowView = z.strictObject({
  startAt: instant,
  endAt: instant.optional(),
  state: z.enum(['notBegun', 'open', 'over']),
  stateWord: z.string(),
});
const window = z.strictObject({ startAt: instant, endAt: instant.optional() });

export const memberView = z.strictObject({
  memberId: documentId,
  maskedName: z.string(),
  maskedCertificateNumber: z.string(),
  kinship,
  kinshipWord: z.string(),
  status: memberStatus,
  statusWord: z.string().describe('大白话状态，例如「等待家人同意」'),
  /** Plain Chinese: what it means and what to do next. */
  explanation: z.string(),
  addedAt: instant,
  invitation: z
    .strictObject({
      code: z.string(),
      expiresAt: instant,
      isExpired: z.boolean(),
    })
    .optional(),
  needsOwnFace: z.boolean(),
  window: windowView.optional(),
  /** Stands but pays nothing; `explanation` says why and what to do. */
  suspended: z.strictObject({ because: z.string(), at: instant }).optional(),
  refusal: refusal.optional(),
  endedAt: instant.optional(),
  nextStep: step,
});

export const sharingView = z.strictObject({
  sharingId: documentId,
  family: familyName,
  regionWord: z.string(),
  myRole: z.enum(['owner', 'member']),
  ownerMaskedName: z.string(),
  openedAt: instant,
  members: z.array(memberView).describe('成员；对成员本人只含自己'),
  funding: z.enum(['balance', 'allocation', 'quota']),
  availableCommands: z.array(availableCommand),
});

/** A relation that the core holds and this program did not register. */
const elsewhereView = z.strictObject({
  family: familyName,
  regionWord: z.string(),
  myRole: z.enum(['owner', 'member']),
  otherMaskedName: z.string(),
  explanation: z.string(),
});

const fundsMove = z.strictObject({
  moveId: documentId,
  direction: z.enum(['allocate', 'return']),
  amountFen: fen,
  status: z.enum(['requested', 'done', 'refused']),
  statusWord: z.string(),
  requestedAt: instant,
  refusal: refusal.optional(),
});

export const fundsView = z.strictObject({
  ownerBalanceFen: fen.optional(),
  familyAccountFen: fen.optional(),
  /** Absent while the core cannot be reached. */
  asOf: instant.optional(),
  moves: z.array(fundsMove),
});

export const sharingSchemas = {
  'sharing.preview': {
    body: z.strictObject({
      family: familyName,
      kinship: kinship.optional(),
      member: personIdentity.optional(),
      window: window.optional(),
      hasGuardianConsent: z.boolean().optional(),
    }),
    response: z.strictObject({
      findings: z.array(finding),
      isPossible: z.boolean().describe('没有任何一条不符合'),
      refusals: z.array(refusal),
      nextStep: step,
      /** Filled when the member is named: who must agree and how. */
      memberAgreement: z.enum(['ownFace', 'guardian', 'none']).optional(),
    }),
  },
  'sharing.acceptCommitment': {
    body: z.strictObject({
      family: familyName,
      textHash,
      signature: z.strictObject({ name: personName }).optional().describe('要签名的承诺书：本人姓名'),
    }),
    response: z.strictObject({ sharing: sharingView }),
  },
  'sharing.addMember': {
    body: z.strictObject({
      family: familyName,
      kinship,
      member: personIdentity,
      window: window.optional().describe('有起止时间的地区必填'),
      guardianConsentHash: textHash.optional(),
    }),
    response: z.strictObject({
      sharing: sharingView,
      memberId: documentId,
      nextStep: step,
    }),
  },
  'sharing.list': {
    response: z.strictObject({
      asOwner: z.array(sharingView),
      asMember: z.array(sharingView),
      elsewhere: z.array(elsewhereView).describe('在别处（窗口或其他应用）办的关系；医保系统连不上时为空'),
    }),
  },
  'sharing.get': {
    params: z.strictObject({ sharingId: documentId }),
    response: z.strictObject({ sharing: sharingView }),
  },
  'sharing.command': {
    params: z.strictObject({ sharingId: documentId }),
    body: z.strictObject({
      command: z.discriminatedUnion('type', [
        z.strictObject({ type: z.literal('unbind'), memberId: documentId }),
        z.strictObject({ type: z.literal('leave'), memberId: documentId }),
        z.strictObject({
          type: z.literal('cancelInvitation'),
          memberId: documentId,
        }),
        z.strictObject({
          type: z.literal('renewInvitation'),
          memberId: documentId,
        }),
        z.strictObject({
          type: z.literal('changeWindow'),
          memberId: documentId,
          startAt: instant.optional(),
          endAt: instant.optional(),
          isOpenEnded: z.literal(true).optional(),
        }),
        z.strictObject({ type: z.literal('dispute'), memberId: documentId }).describe('不是我办的'),
        z.strictObject({
          type: z.literal('agreeBesideOwner'),
          memberId: documentId,
          faceCheckId: documentId,
        }),
      ]),
    }),
    response: z.strictObject({ sharing: sharingView }),
  },
  'invitation.get': {
    params: z.strictObject({
      code: z.string().regex(/^[A-Z0-9]{8}$/, '邀请码是 8 位字母和数字'),
    }),
    response: z.strictObject({
      family: familyName,
      regionWord: z.string(),
      ownerMaskedName: z.string(),
      memberMaskedName: z.string(),
      kinshipWord: z.string(),
      meaning: z.array(z.string()).describe('同意意味着什么，逐条'),
      status: z.enum(['open', 'expired', 'answered', 'withdrawn']),
      expiresAt: instant,
      needsOwnFace: z.boolean(),
      isForMe: z.boolean().optional().describe('已证明本人时：是不是发给本人的'),
      nextStep: step,
    }),
  },
  'invitation.answer': {
    params: z.strictObject({
      code: z.string().regex(/^[A-Z0-9]{8}$/, '邀请码是 8 位字母和数字'),
    }),
    body: z.strictObject({
      answer: z.enum(['agree', 'decline']),
      faceCheckId: documentId.optional(),
    }),
    response: z.strictObject({ sharing: sharingView, nextStep: step }),
  },
  'invitation.codeImage': {
    params: z.strictObject({ sharingId: documentId, memberId: documentId }),
    response: z.strictObject({
      image: z.string().optional().describe('图片地址（支付宝）或 data: 图片（微信）；没有则请用邀请码'),
    }),
  },
  'funds.get': {
    params: z.strictObject({ sharingId: documentId }),
    response: fundsView,
  },
  'funds.move': {
    params: z.strictObject({ sharingId: documentId }),
    body: z.strictObject({
      direction: z.enum(['allocate', 'return']),
      amountFen: fen.min(1, '金额要大于 0'),
    }),
    response: fundsView,
  },
};
