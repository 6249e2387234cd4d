import type { Kinship } from '@gongji/shared/domain/kinship';
import type { Insurance } from '../state';

/** One fictional person of a core, as loaded at the first start. Birth day and sex are read from the number. */
export interface DemoPerson {
  name: string;
  certificateNumber: string;
  /** Absent: the core holds no phone for this person (a small child). */
  phone?: string;
  insurances: Insurance[];
  /** Only with employee insurance; whole fen. */
  balanceFen?: number;
  /** What can be tried with this person, in plain Chinese. */
  interesting: string;
}

export interface DemoRelation {
  ownerCertificateNumber: string;
  memberCertificateNumber: string;
  kinship: Kinship;
  boundAt: string;
}
