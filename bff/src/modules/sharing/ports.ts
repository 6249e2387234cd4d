import type { PersonFacts } from '@gongji/shared/domain/sharing.types';

/** What the sharing modules need of people; the person module fills it. */
export interface People {
  /** The person with this certificate number, made at first mention. Throws HttpError when name or number cannot be right. */
  mention(identity: { name: string; certificateNumber: string }): Promise<{ personId: string }>;
  /** Plain identity, for the insurance core's ears only. undefined: unknown or erased. */
  identityOf(personId: string): Promise<{ name: string; certificateNumber: string } | undefined>;
  /** What a screen may show. */
  card(personId: string): Promise<{ maskedName: string; maskedCertificateNumber: string }>;
  /** What the core of this region says now. Throws GatewayError when it cannot be reached. */
  facts(personId: string, region: string): Promise<PersonFacts>;
  /** The person's number at the core of this region. undefined: not known there. Throws GatewayError. */
  psnNo(personId: string, region: string): Promise<string | undefined>;
}

/** Passed face checks, as the person module keeps them. */
export interface FaceChecks {
  /** A passed check by its id. undefined: unknown, failed, pending. */
  passed(
    faceCheckId: string,
  ): Promise<{ faceCheckId: string; personId: string; passedAt: string; identityId: string } | undefined>;
  /** This identity's newest passed check of its own person. */
  latestSelf(
    identityId: string,
  ): Promise<{ faceCheckId: string; personId: string; passedAt: string; identityId: string } | undefined>;
}
