import { checkCertificate } from '@gongji/shared/domain/certificate';
import { ageOn, civilDayOf } from '@gongji/shared/domain/civil-day';
import { isName, normaliseName } from '@gongji/shared/domain/names';

export interface Identity {
  name: string;
  certificateNumber: string;
}

export interface IdentityReading {
  nameProblem?: string;
  numberProblem?: string;
  /** Present when both parts are right: ready to be sent. */
  identity?: Identity;
  /** Completed years today, from the number. */
  age?: number;
}

/** Reads what was typed by the same rules that the server uses. */
export function readIdentity(name: string, certificateNumber: string): IdentityReading {
  const today = civilDayOf(new Date().toISOString());
  const plainName = normaliseName(name);
  const nameProblem = isName(plainName) ? undefined : '请按身份证上的姓名填写中文，少数民族姓名中间用“·”。';
  const number = checkCertificate(certificateNumber, today);
  if (!number.ok) return { nameProblem, numberProblem: number.refusal.message };
  const age = ageOn(number.value.birthOn, today);
  if (nameProblem) return { nameProblem, age };
  return { age, identity: { name: plainName, certificateNumber: number.value.certificateNo } };
}
