import { Screen } from '@/components';
import { MyPage } from '@/features/session/MyPage';

export default function MePage() {
  return (
    <Screen id="me">
      <MyPage />
    </Screen>
  );
}
