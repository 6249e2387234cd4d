import { sha256Signing } from './sha256';
import { sm2Signing } from './sm2';
import type { CoreSigning, SigningName } from './strategy';

/** The signing strategies by name. */
export const SIGNINGS: Readonly<Record<SigningName, CoreSigning>> = { sm2: sm2Signing, sha256: sha256Signing };
