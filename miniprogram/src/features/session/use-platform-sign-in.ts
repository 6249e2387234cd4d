import { call, session } from '@/api';
import { platformSignIn } from '@/platform';
import { useAction } from '../loading';

/** The platform's own door, where there is one: one tap, nothing of the person is asked for. */
export function usePlatformSignIn(onDone?: () => void) {
  const { isBusy, problem, run } = useAction();
  const signIn = () =>
    run(async () => {
      const code = await platformSignIn.code();
      const door = platformSignIn.channel === 'alipay' ? 'session.signInByAlipay' : 'session.signInByWechat';
      session.begin(await call(door, { body: { code } }));
      onDone?.();
    });
  return { isBusy, problem, signIn };
}
