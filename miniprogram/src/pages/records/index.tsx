import { Screen } from '@/components';
import { RecordList } from '@/features/records/RecordList';
import { Gate } from '@/features/session/Gate';

export default function RecordsPage() {
  return (
    <Screen id="records">
      <Gate what="消费记录">
        <RecordList />
      </Gate>
    </Screen>
  );
}
