import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { call, type SettlementView } from '@/api';
import { Button, DeskCard, Empty, Loaded, LongList, ProblemNotice } from '@/components';
import { open, paths } from '@/platform';
import { useAction, useLoading } from '../loading';
import { packOf, usePacks, useProvince } from '../pack/packs';
import { useSession } from '../session/use-session';
import { RecordCard } from './RecordCard';

const PAGE = 20;

/** Who used how much where, and who paid: mine and my relatives', newest first. */
export function RecordList() {
  const tokens = useSession();
  const packs = usePacks().value;
  const province = useProvince();
  const first = useLoading(tokens?.sessionId, () => call('settlement.list', { query: { limit: PAGE } }));
  return (
    <Loaded of={first}>
      {(found) =>
        found.items.length === 0 ? (
          <View>
            <Empty id="records-empty" icon="record" title="还没有消费记录">
              <View className="note">用共济的钱看病买药后，这里会写明谁、在哪里、用了多少、谁付的。</View>
              <Button id="records-search" kind="plain" onTap={() => open(paths.search)}>
                刷卡没成功？搜一搜原因
              </Button>
            </Empty>
            <DeskCard pack={packOf(packs, province)} title="有疑问，找人问" />
          </View>
        ) : (
          // A new first page begins the list anew.
          <Pages key={found.items[0]?.settlementId} first={found.items} nextAfter={found.nextAfter} />
        )
      }
    </Loaded>
  );
}

function Pages({ first, nextAfter }: { first: SettlementView[]; nextAfter?: string }) {
  const [more, setMore] = useState<{ items: SettlementView[]; nextAfter?: string }>({ items: [], nextAfter });
  const action = useAction();
  const load = () =>
    action.run(async () => {
      const next = await call('settlement.list', { query: { limit: PAGE, after: more.nextAfter } });
      setMore((old) => ({ items: [...old.items, ...next.items], nextAfter: next.nextAfter }));
    });
  return (
    <View data-testid="records-list">
      <Text className="note">只有您和付钱的家人看得到。</Text>
      <View style={{ marginTop: '12px' }}>
        <LongList id="records">
          {[...first, ...more.items].map((record) => (
            <RecordCard key={`${record.settlementId}-${record.myRole}`} record={record} />
          ))}
        </LongList>
      </View>
      <ProblemNotice problem={action.problem} />
      {more.nextAfter ? (
        <Button id="records-more" kind="quiet" isBusy={action.isBusy} onTap={load}>
          看更早的
        </Button>
      ) : null}
    </View>
  );
}
