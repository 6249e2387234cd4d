import { Screen } from '@/components';
import { Inbox } from '@/features/inbox/Inbox';
import { Gate } from '@/features/session/Gate';
import { paths } from '@/platform';

export default function InboxPage() {
  return (
    <Screen id="inbox">
      <Gate what="消息" then={paths.inbox}>
        <Inbox />
      </Gate>
    </Screen>
  );
}
