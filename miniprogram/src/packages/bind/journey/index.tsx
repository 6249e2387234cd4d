import { useRouter } from '@tarojs/taro';
import { Screen, Skeleton } from '@/components';
import { Journey } from '@/features/bind/Journey';
import { useDraftsReady } from '@/features/drafts-ready';
import { PrivacySheet } from '@/features/privacy/PrivacySheet';

export default function JourneyPage() {
  const { family } = useRouter().params;
  const isReady = useDraftsReady();
  return (
    <Screen id="bind">
      {isReady ? <Journey family={family} /> : <Skeleton />}
      <PrivacySheet />
    </Screen>
  );
}
