import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { Button, DeskCard, Empty, Loaded, Notice, Tappable } from '@/components';
import { open, paths } from '@/platform';
import { chooseProvince, packOf, usePacks, useProvince } from '../pack/packs';
import { useMe, useSession } from '../session/use-session';
import { FaceProof } from './FaceProof';
import { IdentityForm } from './IdentityForm';
import { readIdentity } from './identity';
import { SmsProof } from './SmsProof';
import { useProofDraft } from './use-proof-draft';

interface ProveProps {
  /** The level that the rule asks for. */
  proof: 'phone' | 'face';
  then?: string;
  onDone(): void;
}

/** I am who I say: an SMS to the number that the insurance core holds, or my face; the window for whoever wants neither. */
export function Prove({ proof, then, onDone }: ProveProps) {
  const tokens = useSession();
  const me = useMe();
  if (!tokens) {
    return (
      <Empty id="prove-sign-in" icon="person" title="请先登录">
        <Button id="prove-login" onTap={() => open(paths.signIn())}>
          去登录
        </Button>
      </Empty>
    );
  }
  return (
    <Loaded of={me}>
      {({ person }) => {
        const isEnough = person !== undefined && (proof === 'phone' || person.proof === 'face');
        if (isEnough) return <Proven name={person.maskedName} onDone={onDone} />;
        return <ProveForm proof={proof} then={then} knownName={person?.maskedName} onDone={onDone} />;
      }}
    </Loaded>
  );
}

function Proven({ name, onDone }: { name: string; onDone(): void }) {
  return (
    <Empty id="prove-done" icon="check" tone="good" title={`已证明是${name}本人`}>
      <Button id="prove-continue" onTap={onDone}>
        继续
      </Button>
    </Empty>
  );
}

function ProveForm({ proof, then, knownName, onDone }: ProveProps & { knownName?: string }) {
  const packs = usePacks();
  const family = useProvince();
  const pack = packOf(packs.value, family);
  const [draft, type, forget] = useProofDraft();
  const [wantsFace, setWantsFace] = useState(proof === 'face');
  const reading = readIdentity(draft.name, draft.certificateNumber);
  const done = () => {
    forget();
    onDone();
  };
  return (
    <View className="stack stack--wide">
      <View>
        <View className="title">证明是您本人</View>
        <View className="note">
          {wantsFace
            ? '办理共济会动用医保个人账户的钱，规定要本人刷脸。人脸由微信或支付宝核对，我们不保存照片。'
            : '亲友也可能知道您的姓名和身份证号，所以往您在医保登记的手机号发一条短信。'}
        </View>
      </View>
      {knownName ? (
        <Notice>将核对 {knownName} 本人</Notice>
      ) : (
        <View className="stack stack--wide">
          <View>
            <Text className="field__label">在哪里参保</Text>
            <View className="choices">
              {(packs.value ?? []).map((one) => (
                <Tappable
                  key={one.family}
                  id={`prove-province-${one.family}`}
                  role="radio"
                  isOn={one.family === family}
                  className={`choice${one.family === family ? ' choice--on' : ''}`}
                  onTap={() => chooseProvince(one.family)}
                >
                  {one.words.region}
                </Tappable>
              ))}
            </View>
          </View>
          <IdentityForm idPrefix="prove" name={draft.name} certificateNumber={draft.certificateNumber} onType={type} />
        </View>
      )}
      {wantsFace ? (
        <FaceProof
          identity={knownName ? undefined : reading.identity}
          isReady={knownName !== undefined || reading.identity !== undefined}
          then={then}
          onDone={done}
        />
      ) : (
        <SmsProof identity={reading.identity} region={pack?.region} onDone={done} />
      )}
      {proof === 'phone' ? (
        <Button id="prove-other-way" kind="quiet" onTap={() => setWantsFace(!wantsFace)}>
          {wantsFace ? '改用短信验证' : '登记的手机号不用了？改用刷脸'}
        </Button>
      ) : null}
      <DeskCard pack={pack} />
    </View>
  );
}
