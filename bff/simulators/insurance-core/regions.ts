import type { SigningName } from './signing/strategy';

/** How each province's gateway signs; two kinds seen in the trade. A province that is not named uses the default. */
const SIGNING_BY_REGION: Readonly<Record<string, SigningName>> = {
  '620000': 'sm2',
  '130000': 'sha256',
  '520000': 'sm2',
  '320000': 'sha256',
};
const DEFAULT_SIGNING: SigningName = 'sm2';

/** The signing strategy of a province's core. */
export function signingOf(region: string): SigningName {
  return SIGNING_BY_REGION[region] ?? DEFAULT_SIGNING;
}
