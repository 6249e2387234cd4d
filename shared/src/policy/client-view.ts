import type { CommitmentText, PolicyPack } from './pack';

/** A text's name tag: the whole text is fetched by hash when somebody opens it. */
export type TextReference = Pick<CommitmentText, 'hash' | 'version' | 'title' | 'attestedOn' | 'confirmLabel'>;

/** A pack as the clients get it (GET /v1/packs): all rules with their basis, sources and words; no seats, no full texts. */
export interface ClientPack extends Omit<PolicyPack, 'seatPrefix' | 'documents'> {
  documents: { commitment?: TextReference; guardianConsent?: TextReference };
}

/** The JSON of one pack for the clients. Plain data, stable for the same pack (good for an ETag). */
export function clientPack(pack: PolicyPack): ClientPack {
  const { seatPrefix: _seatPrefix, documents, ...rest } = pack;
  return {
    ...rest,
    documents: {
      ...(documents.commitment ? { commitment: referenceOf(documents.commitment) } : {}),
      ...(documents.guardianConsent ? { guardianConsent: referenceOf(documents.guardianConsent) } : {}),
    },
  };
}

function referenceOf(text: CommitmentText): TextReference {
  const { hash, version, title, attestedOn, confirmLabel } = text;
  return { hash, version, title, attestedOn, confirmLabel };
}
