import { momentInWords } from '@gongji/shared/domain/civil-day';
import { readableFen } from '@gongji/shared/domain/money';
import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { call, type Me, session } from '@/api';
import { Button, DeskCard, Icon, Loaded, Notice, Pair, Sheet, Tappable } from '@/components';
import { open, paths } from '@/platform';
import { forgetAllDrafts } from '../bind/draft';
import { useAction } from '../loading';
import { ScriptRow } from '../looks/ScriptRow';
import { TextSizeRow } from '../looks/TextSizeSwitch';
import { ProvinceSheet } from '../pack/ProvinceSheet';
import { packOf, usePacks, useProvince } from '../pack/packs';
import { doorWords } from '../sign-ins/channels';
import { MyRows } from './MyRows';
import { useMe, useSession } from './use-session';

const PROVEN_BY = { sms: '用短信', face: '刷脸', door: '在另一处确认', desk: '在窗口' } as const;

export function MyPage() {
  const tokens = useSession();
  const packs = usePacks();
  const family = useProvince();
  const pack = packOf(packs.value, family);
  const [isChoosing, setChoosing] = useState(false);
  return (
    <View className="stack stack--wide">
      {tokens ? <Mine /> : <NotSignedIn />}
      <View className="list">
        {pack ? (
          <Tappable className="list__item" id="me-policy" role="link" onTap={() => open(paths.policy(pack.family))}>
            <View className="list__main">{pack.words.region}的规定</View>
            <Icon name="next" size="small" />
          </Tappable>
        ) : null}
        <Tappable className="list__item" id="me-province" onTap={() => setChoosing(true)}>
          <View className="list__main">参保省份</View>
          <Text className="note">{pack?.words.region ?? '没有选择'}</Text>
          <Icon name="next" size="small" />
        </Tappable>
        <TextSizeRow />
        <ScriptRow />
        <Tappable className="list__item" id="me-search" onTap={() => open(paths.search)}>
          <View className="list__main">搜问题</View>
          <Icon name="next" size="small" />
        </Tappable>
      </View>
      <DeskCard pack={pack} title="窗口和热线" />
      {tokens ? <SignOut /> : null}
      {isChoosing && packs.value ? (
        <ProvinceSheet packs={packs.value} family={family} onClose={() => setChoosing(false)} />
      ) : null}
    </View>
  );
}

function NotSignedIn() {
  return (
    <View className="card stack">
      <View className="lead">您还没有登录</View>
      <Text className="note">查问题、看答案不用登录。办理共济、看记录要登录。</Text>
      <Button id="me-login" onTap={() => open(paths.signIn())}>
        登录
      </Button>
    </View>
  );
}

function Mine() {
  const me = useMe();
  return (
    <Loaded of={me}>
      {(found) => (
        <View className="stack stack--wide">
          <MyCard me={found} />
          {found.person ? <MyRows me={found} personId={found.person.personId} /> : null}
        </View>
      )}
    </Loaded>
  );
}

function MyCard({ me }: { me: Me }) {
  const { identity, person } = me;
  const door = `${doorWords(identity)}登录`;
  if (!person) {
    return (
      <View className="card stack">
        <View className="lead">{door}</View>
        <Notice tone="warn">
          {me.deskProof
            ? '等窗口核对。核对后这里就能看到医保信息。'
            : '还没有证明是本人，暂时看不到医保信息，也不能办理。'}
        </Notice>
        <Button id="me-prove" onTap={() => open(paths.prove('phone'))}>
          {me.deskProof ? '看窗口核对码' : '去证明是本人'}
        </Button>
      </View>
    );
  }
  return (
    <View className="card stack" data-testid="me-person">
      <View>
        <View className="title" data-testid="me-name">
          {person.maskedName}
        </View>
        <Text className="note">{person.maskedCertificateNumber}</Text>
        <Text className="note">
          {door}，已{person.provenBy ? PROVEN_BY[person.provenBy] : ''}证明是本人
        </Text>
      </View>
      {person.insurances.map((insurance) => (
        <View key={`${insurance.insutype}-${insurance.region}`}>
          <Pair name={insurance.insutypeWord}>
            {insurance.regionWord}，{insurance.statusWord}
          </Pair>
          {insurance.balanceFen === undefined ? null : (
            <Pair name="个人账户余额" id="me-balance">
              <Text className="amount">{readableFen(insurance.balanceFen)} 元</Text>
            </Pair>
          )}
        </View>
      ))}
      {person.insurancesAsOf ? (
        <Text className="note">医保系统 {momentInWords(person.insurancesAsOf)} 的数</Text>
      ) : (
        <Notice tone="warn">医保系统暂时连不上，参保信息稍后再看。</Notice>
      )}
    </View>
  );
}

function SignOut() {
  const [isAsking, setAsking] = useState(false);
  const action = useAction();
  const leave = () =>
    action.run(async () => {
      try {
        await call('session.signOut');
      } finally {
        // Signed out on this phone in any case: whoever holds it next must see nothing.
        forgetAllDrafts();
        session.end();
      }
    });
  return (
    <View>
      <Button id="me-sign-out" kind="quiet" onTap={() => setAsking(true)}>
        退出登录
      </Button>
      {isAsking ? (
        <Sheet id="sign-out-sheet" title="退出登录" onClose={() => setAsking(false)}>
          <View className="text">退出后，这部手机上看不到您的共济和记录。已经办好的共济不受影响。</View>
          <Button id="me-sign-out-confirm" kind="danger" isBusy={action.isBusy} onTap={leave}>
            退出登录
          </Button>
          <Button id="me-sign-out-back" kind="quiet" onTap={() => setAsking(false)}>
            不退出
          </Button>
        </Sheet>
      ) : null}
    </View>
  );
}
