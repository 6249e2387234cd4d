import { useState } from 'react';
import { useAction } from '../loading';

const WHOLE_CODE = /^\d{6}$/;

/**
 * A code from an SMS: its sixth digit sends it, nobody needs to look for a button; the button stays for another try. A code is sent by
 * itself once only, and only while `isAwaited` (one was asked for), so that what stands in the field from before does nothing.
 */
export function useSmsCode(isAwaited: boolean, enter: (code: string) => Promise<void>) {
  const [typed, setTyped] = useState('');
  const [sent, setSent] = useState<string>();
  const entering = useAction();
  const code = typed.trim();
  const send = (whole: string) => {
    setSent(whole);
    entering.run(() => enter(whole));
  };
  return {
    typed,
    isWhole: WHOLE_CODE.test(code),
    isBusy: entering.isBusy,
    problem: entering.problem,
    send: () => send(code),
    type(text: string) {
      setTyped(text);
      const whole = text.trim();
      if (isAwaited && WHOLE_CODE.test(whole) && whole !== sent) send(whole);
    },
  };
}
