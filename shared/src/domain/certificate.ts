import { isCivilDay } from './civil-day';
import { toHalfWidth } from './money';
import { ok, type Result, refused } from './result';

/** What an 18-digit resident identity number says of a person. */
export interface CertificateReading {
  /** Normalised: half-width, no spaces, upper-case X. */
  certificateNo: string;
  birthOn: string;
  sex: 'male' | 'female';
}

export interface CertificateProblem {
  code: 'LENGTH' | 'CHARACTERS' | 'BIRTH_DAY' | 'CHECK_DIGIT';
  /** Plain Chinese: what is wrong and what to do. */
  message: string;
}

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECK_DIGITS = '10X98765432';

/** The check digit of the first 17 digits (GB 11643: ISO 7064 MOD 11-2). */
export function certificateCheckDigit(first17: string): string {
  let sum = 0;
  for (const [index, weight] of WEIGHTS.entries()) sum += weight * Number(first17[index]);
  return CHECK_DIGITS[sum % 11] as string;
}

/** Half-width, without spaces or dashes, upper-case X. */
export function normaliseCertificate(text: string): string {
  return toHalfWidth(text).replace(/[\s-]/g, '').toUpperCase();
}

/**
 * Reads a resident identity number (GB 11643): 18 places, a day that exists, the right check digit.
 * Tolerates lower-case x, spaces and full-width digits. `today` (civil day) additionally refuses births in the future.
 */
export function checkCertificate(text: string, today?: string): Result<CertificateReading, CertificateProblem> {
  const certificateNo = normaliseCertificate(text);
  if (certificateNo.length !== 18) {
    return refused({
      code: 'LENGTH',
      message: `身份证号应为18位，现在是${certificateNo.length}位，请核对后重新填写。`,
    });
  }
  if (!/^[1-9]\d{16}[\dX]$/.test(certificateNo)) {
    return refused({ code: 'CHARACTERS', message: '身份证号只能是数字，最后一位可以是X，请核对后重新填写。' });
  }
  const birthOn = `${certificateNo.slice(6, 10)}-${certificateNo.slice(10, 12)}-${certificateNo.slice(12, 14)}`;
  if (!isCivilDay(birthOn) || birthOn < '1880-01-01' || (today !== undefined && birthOn > today)) {
    return refused({ code: 'BIRTH_DAY', message: '身份证号里的出生日期（第7到14位）不对，请对照证件核对。' });
  }
  if (certificateCheckDigit(certificateNo) !== certificateNo[17]) {
    return refused({ code: 'CHECK_DIGIT', message: '身份证号的校验位对不上，可能有一位填错了，请对照证件核对。' });
  }
  return ok({ certificateNo, birthOn, sex: Number(certificateNo[16]) % 2 === 1 ? 'male' : 'female' });
}
