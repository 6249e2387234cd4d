import { toHalfWidth } from '@gongji/shared/domain/money';

/** The invitation code in what was typed, pasted or scanned: 8 letters and digits, alone, after `code=`, or as the scene of a mini-program code. */
export function codeIn(text: string): string | undefined {
  const plain = toHalfWidth(text).toUpperCase();
  const named =
    /(?:CODE|SCENE)=([A-Z0-9]{8})(?![A-Z0-9])/.exec(plain) ?? /邀请码[\s:：]*([A-Z0-9]{8})(?![A-Z0-9])/.exec(plain);
  if (named) return named[1];
  const alone = plain.replace(/[\s-]/g, '');
  return /^[A-Z0-9]{8}$/.test(alone) ? alone : undefined;
}
