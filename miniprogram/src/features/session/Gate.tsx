import { View } from '@tarojs/components';
import type { PropsWithChildren } from 'react';
import { Button, Empty } from '@/components';
import { open, paths } from '@/platform';
import { useSession } from './use-session';

/** What stands behind this needs a person: asks for the sign-in or the proof that is missing, and says why. */
export function Gate({ what, then, children }: PropsWithChildren<{ what: string; then?: string }>) {
  const tokens = useSession();
  if (!tokens) {
    return (
      <Empty id="gate-sign-in" icon="person" title={`登录后可以看${what}`}>
        <View className="note">查问题、看答案不用登录。</View>
        <Button id="gate-login" onTap={() => open(paths.signIn(then))}>
          去登录
        </Button>
      </Empty>
    );
  }
  if (!tokens.isProven) {
    return (
      <Empty id="gate-prove" icon="lock" title={`先证明是本人，再看${what}`}>
        <View className="note">
          医保信息只给本人看。知道姓名和身份证号还不够，所以要往您在医保登记的手机号发一条短信，或者刷脸。
        </View>
        <Button id="gate-prove-go" onTap={() => open(paths.prove('phone', then))}>
          去证明是本人
        </Button>
      </Empty>
    );
  }
  return <>{children}</>;
}
