import { useRouter } from '@tarojs/taro';
import { Screen, Skeleton } from '@/components';
import { useDraftsReady } from '@/features/drafts-ready';
import { Prove } from '@/features/prove/Prove';
import { back, ownPath } from '@/platform';

export default function ProvePage() {
  const params = useRouter().params;
  const then = ownPath(params.then);
  const isReady = useDraftsReady();
  return (
    <Screen id="prove">
      {isReady ? (
        <Prove proof={params.proof === 'face' ? 'face' : 'phone'} then={then} onDone={() => back(then)} />
      ) : (
        <Skeleton />
      )}
    </Screen>
  );
}
