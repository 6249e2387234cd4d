import { useRouter } from '@tarojs/taro';
import { Screen } from '@/components';
import { Journey } from '@/features/bind/Journey';

export default function JourneyPage() {
  const { family } = useRouter().params;
  return (
    <Screen id="bind">
      <Journey family={family} />
    </Screen>
  );
}
