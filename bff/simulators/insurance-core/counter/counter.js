// The counter page: an institution's till. Everything it shows comes from /counter/*; it keeps nothing itself.
const byId = (id) => document.getElementById(id);
const state = { setup: undefined, region: undefined, psnNo: undefined };

const yuan = (fen) => `${Math.trunc(fen / 100).toLocaleString('en-US')}.${String(fen % 100).padStart(2, '0')}`;

/** Yuan as typed → fen, over the text; undefined when it is no amount. */
function fenOf(text) {
  const match = /^(\d{1,7})(?:\.(\d{1,2}))?$/.exec(text.trim());
  return match ? Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0')) : undefined;
}

function element(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) node.setAttribute(name, value === true ? '' : value);
  }
  node.append(...children);
  return node;
}

async function call(path, body) {
  const options = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
  const answer = await fetch(path, options).catch(() => undefined);
  if (!answer) throw new Error('连不上模拟系统，请确认它还在运行。');
  const json = await answer.json();
  if (!answer.ok) throw new Error(json.error ?? '模拟系统出错了，请重试。');
  return json;
}

const regionQuery = (extra = {}) => new URLSearchParams({ region: state.region, ...extra });

function drawRegions() {
  const buttons = state.setup.regions.map(({ region, name }) => {
    const isChosen = region === state.region;
    const button = element(
      'button',
      { type: 'button', role: 'radio', 'aria-checked': String(isChosen), 'data-testid': `region-${region}` },
      `${name}参保`,
    );
    button.addEventListener('click', () => chooseRegion(region));
    return button;
  });
  byId('regions').replaceChildren(...buttons);
}

function drawInstitutions() {
  const words = ({ kind, region, isDesignated, settlesOnline }) =>
    [
      region.slice(0, 2) === state.region.slice(0, 2) ? '省内' : '省外',
      kind === 'hospital' ? '医院' : '药店',
      isDesignated ? '' : '非定点',
      isDesignated && !settlesOnline ? '未联网' : '',
    ]
      .filter(Boolean)
      .join(' · ');
  const isHere = ({ region }) => region.slice(0, 2) === state.region.slice(0, 2);
  const ordered = [...state.setup.institutions].sort((a, b) => Number(isHere(b)) - Number(isHere(a)));
  const options = ordered.map((institution) =>
    element('option', { value: institution.code }, `${institution.name}（${words(institution)}）`),
  );
  byId('institution').replaceChildren(...options);
}

function drawItems() {
  const rows = state.setup.presets.map((preset, index) => {
    const isFirst = index === 0;
    const check = element('input', {
      type: 'checkbox',
      checked: isFirst,
      'aria-label': preset.name,
      'data-testid': `item-${preset.scope}`,
    });
    const amount = element('input', {
      inputmode: 'decimal',
      value: yuan(preset.amountFen).replaceAll(',', ''),
      'aria-label': `${preset.name}金额`,
      'data-testid': isFirst ? 'item-amount' : `item-amount-${preset.scope}`,
    });
    const row = element(
      'div',
      { class: 'item' },
      check,
      element('span', {}, preset.name, element('small', {}, preset.scopeWords)),
      amount,
    );
    row.read = () =>
      check.checked ? { name: preset.name, scope: preset.scope, amountFen: fenOf(amount.value) } : undefined;
    row.addEventListener('input', (event) => {
      if (event.target === amount) check.checked = true;
      drawSum();
    });
    return row;
  });
  byId('items').replaceChildren(...rows);
  drawSum();
}

const chosenItems = () => [...byId('items').children].map((row) => row.read()).filter(Boolean);

function drawSum() {
  const total = chosenItems().reduce((sum, item) => sum + (item.amountFen ?? Number.NaN), 0);
  byId('sum').textContent = Number.isNaN(total) ? '金额不对' : yuan(total);
}

async function drawPeople() {
  const wanted = regionQuery({ q: byId('person-search').value });
  const { people } = await call(`/counter/people?${wanted}`);
  if (wanted.get('region') !== state.region) return;
  const cards = people.map((person) => {
    const money = [
      person.balanceFen === undefined ? '' : `个人账户 ${yuan(person.balanceFen)} 元`,
      person.familyAccountFen ? `家庭共济账户 ${yuan(person.familyAccountFen)} 元` : '',
    ].filter(Boolean);
    const card = element(
      'button',
      {
        type: 'button',
        role: 'radio',
        'aria-checked': String(person.psnNo === state.psnNo),
        'data-testid': `person-${person.name}`,
      },
      element('b', {}, `${person.name}　${person.age} 岁`),
      element('small', {}, [person.insuranceWords, ...money].join(' · ')),
      element('small', {}, person.certificate),
    );
    if (person.ownerNames.length > 0)
      card.append(element('small', { class: 'bound' }, `可用${person.ownerNames.join('、')}的共济`));
    if (person.isOwner) card.append(element('small', { class: 'bound' }, '已给家人绑定共济'));
    card.addEventListener('click', () => {
      state.psnNo = person.psnNo;
      for (const other of byId('people').children) other.setAttribute('aria-checked', String(other === card));
    });
    return card;
  });
  byId('people').replaceChildren(
    ...(cards.length > 0 ? cards : [element('p', { class: 'empty' }, '没有找到，换个姓名或号码试试。')]),
  );
}

async function drawPast() {
  const [{ settlements }, { events }] = await Promise.all([
    call(`/counter/settlements?${regionQuery()}`),
    call(`/counter/events?${regionQuery()}`),
  ]);
  const rows = settlements.map((past) => {
    const isSettled = past.state === 'settled';
    const row = element(
      'div',
      { class: isSettled ? 'past' : 'past undone', 'data-testid': 'past-settlement' },
      element('p', {}, `${past.memberName} · ${yuan(past.totalFen)} 元 · 共济 ${yuan(past.sharedFen)} 元`),
      element(
        'small',
        {},
        `${past.institutionName} · ${new Date(past.settledAt).toLocaleString('zh-CN', { timeZone: 'Asia/Shanghai' })}${isSettled ? '' : past.state === 'cancelled' ? ' · 已撤销' : ' · 已冲正'}`,
      ),
    );
    if (isSettled) {
      const button = element('button', { type: 'button', 'data-testid': 'cancel' }, '撤销这笔');
      button.addEventListener('click', () => cancel(past.settlementId, button));
      row.append(element('div', {}, button));
    }
    return row;
  });
  byId('settlements').replaceChildren(...(rows.length > 0 ? rows : [element('p', { class: 'empty' }, '还没有结算。')]));
  byId('events').replaceChildren(
    ...events.map((event) => element('li', {}, `${event.seq}　${EVENT_WORDS[event.evt_type] ?? event.evt_type}`)),
  );
}

const EVENT_WORDS = {
  SETTLED: '结算完成',
  CANCELLED: '结算已撤销',
  REVERSED: '结算已冲正',
  SHARING_FAILED: '已绑定，但共济没有付成',
  RELATION_REGISTERED: '共济关系已登记',
  RELATION_ENDED: '共济关系已解除',
  INSURANCE_CHANGED: '参保状态有变化',
};

function drawResult(title, settlement) {
  const parts = [
    ['fund', '统筹基金付', settlement.fundFen],
    ['own', '本人个人账户付', settlement.ownAccountFen],
    ...settlement.sharedBy.map((part) => ['shared', `${part.ownerName}的共济付`, part.amountFen]),
    ['cash', '本人现金付', settlement.cashFen],
  ];
  const bar = element('div', { class: 'bar', 'aria-hidden': 'true' });
  for (const [tone, , fen] of parts) bar.append(element('span', { class: tone, style: `flex: ${fen} 0 0` }));
  const lines = element('dl', { class: 'lines' });
  for (const [tone, words, fen] of parts) {
    lines.append(
      element(
        'div',
        {},
        element('dt', { class: tone }, words),
        element('dd', { 'data-testid': `paid-${tone}` }, `${yuan(fen)} 元`),
      ),
    );
  }
  lines.append(element('div', {}, element('dt', {}, '合计'), element('dd', {}, `${yuan(settlement.totalFen)} 元`)));
  const isShared = settlement.sharedFen > 0;
  byId('result').replaceChildren(
    element('h2', {}, title),
    element(
      'p',
      { class: isShared ? 'headline' : 'headline none', 'data-testid': 'headline' },
      isShared
        ? `家人共济付了 ${yuan(settlement.sharedFen)} 元，${settlement.memberName}${settlement.cashFen > 0 ? `还要付现金 ${yuan(settlement.cashFen)} 元` : '不用再付现金'}。`
        : `这次没有用到家人的共济，${settlement.memberName}要付现金 ${yuan(settlement.cashFen)} 元。`,
    ),
    bar,
    lines,
    element(
      'ul',
      { class: 'why', 'data-testid': 'because' },
      ...settlement.because.map(({ code, words }) => element('li', { 'data-code': code }, words)),
    ),
  );
  reveal();
}

function drawProblem(message) {
  byId('result').replaceChildren(
    element('h2', {}, '没有办成'),
    element('p', { class: 'problem', 'data-testid': 'problem' }, message),
  );
  reveal();
}

const reveal = () => byId('result').scrollIntoView({ behavior: 'smooth', block: 'nearest' });

function readBill() {
  if (!state.psnNo) throw new Error('请先选就诊人。');
  const items = chosenItems();
  if (items.length === 0) throw new Error('请至少选一个收费项目。');
  if (items.some((item) => item.amountFen === undefined)) throw new Error('金额只能是数字，最多两位小数。');
  return {
    region: state.region,
    person: state.psnNo,
    institutionCode: byId('institution').value,
    ownCredential: !byId('other-card').checked,
    outOfAreaFiled: byId('filed').checked,
    items,
  };
}

async function busy(button, work) {
  button.disabled = true;
  // The last result is not this one's.
  byId('result').replaceChildren(element('p', {}, '正在办理…'));
  try {
    await work();
  } catch (error) {
    drawProblem(error.message);
  } finally {
    button.disabled = false;
  }
}

const refresh = () => Promise.all([drawPeople(), drawPast()]);

const trial = () =>
  busy(byId('trial'), async () => {
    const { settlement } = await call('/counter/trial', readBill());
    drawResult('试算结果（还没有收费）', settlement);
  });

const settle = () =>
  busy(byId('settle'), async () => {
    const { settlement } = await call('/counter/settle', readBill());
    drawResult('结算完成', settlement);
    await refresh();
  });

const cancel = (settlementId, button) =>
  busy(button, async () => {
    await call('/counter/cancel', { region: state.region, settlementId });
    byId('result').replaceChildren(
      element('h2', {}, '已撤销'),
      element('p', { class: 'headline' }, '这笔结算已撤销，钱已原路退回。'),
    );
    await refresh();
  });

async function chooseRegion(region) {
  state.region = region;
  state.psnNo = undefined;
  drawRegions();
  drawInstitutions();
  await refresh().catch((error) => drawProblem(error.message));
}

state.setup = await call('/counter/setup').catch((error) => drawProblem(error.message));
if (state.setup) {
  drawItems();
  byId('trial').addEventListener('click', trial);
  byId('bill').addEventListener('submit', (event) => {
    event.preventDefault();
    settle();
  });
  let waiting;
  byId('person-search').addEventListener('input', () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => drawPeople().catch((error) => drawProblem(error.message)), 150);
  });
  byId('person-search').addEventListener('keydown', (event) => {
    if (event.key === 'Enter') event.preventDefault();
  });
  await chooseRegion(new URLSearchParams(location.search).get('region') ?? state.setup.regions[0].region);
}
