import { Screen } from '@/components';
import { Journey } from '@/features/bind/Journey';

export default function JourneyPage() {
  return (
    <Screen id="bind">
      <Journey />
    </Screen>
  );
}
