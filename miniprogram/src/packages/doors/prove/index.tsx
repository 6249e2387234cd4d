import { useRouter } from '@tarojs/taro';
import { Screen } from '@/components';
import { Prove } from '@/features/prove/Prove';
import { back, ownPath } from '@/platform';

export default function ProvePage() {
  const params = useRouter().params;
  const then = ownPath(params.then);
  return (
    <Screen id="prove">
      <Prove proof={params.proof === 'face' ? 'face' : 'phone'} then={then} onDone={() => back(then)} />
    </Screen>
  );
}
