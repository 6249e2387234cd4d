import { Screen } from '@/components';
import { Gate } from '@/features/session/Gate';
import { SignIns } from '@/features/sign-ins/SignIns';
import { paths } from '@/platform';

export default function SignInsPage() {
  return (
    <Screen id="sign-ins">
      <Gate what="登录管理" then={paths.signIns}>
        <SignIns />
      </Gate>
    </Screen>
  );
}
