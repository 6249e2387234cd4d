import { useRouter } from '@tarojs/taro';
import { Screen } from '@/components';
import { PrivacySheet } from '@/features/privacy/PrivacySheet';
import { SignIn } from '@/features/session/SignIn';
import { back, ownPath } from '@/platform';

export default function LoginPage() {
  const then = ownPath(useRouter().params.then);
  return (
    <Screen id="login">
      <SignIn onDone={() => back(then)} />
      <PrivacySheet />
    </Screen>
  );
}
