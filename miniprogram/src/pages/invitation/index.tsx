import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import { Screen } from '@/components';
import { codeIn } from '@/features/invitation/code';
import { EnterCode } from '@/features/invitation/EnterCode';
import { Invitation } from '@/features/invitation/Invitation';

/** Opens without signing in: a card, a link, a scanned code (WeChat gives its text as `scene`) or a typed one leads here. */
export default function InvitationPage() {
  const params = useRouter().params;
  const [code, setCode] = useState(() => codeIn(decodeURIComponent(params.code ?? params.scene ?? '')));
  return (
    <Screen id="invitation-page">
      {code ? (
        <Invitation code={code} faceCheckId={params.faceCheckId} onOther={() => setCode(undefined)} />
      ) : (
        <EnterCode onCode={setCode} />
      )}
    </Screen>
  );
}
