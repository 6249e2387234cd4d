import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { certificateCheckDigit, checkCertificate } from './certificate';
import {
  addDays,
  addHours,
  ageOn,
  civilDayOf,
  civilTimeOf,
  dayInWords,
  isCivilDay,
  startOfCivilDay,
} from './civil-day';
import { maskCertificate, maskName, maskPhone } from './masks';
import { formatFen, parseYuan, readableFen, sumFen } from './money';
import { isMobileNumber, isName, normaliseName } from './names';
import { isRegionWithin, isWithinReach } from './region';

describe('money', () => {
  it.each([
    [0, '0.00'],
    [5, '0.05'],
    [1234, '12.34'],
    [-5, '-0.05'],
    [-123456, '-1234.56'],
  ])('formats %i fen as %s', (fen, text) => expect(formatFen(fen)).toBe(text));

  it.each([
    [0, '0.00'],
    [99999, '999.99'],
    [100000, '1,000.00'],
    [123456789, '1,234,567.89'],
    [-100000, '-1,000.00'],
  ])('parts the thousands of %i fen: %s', (fen, text) => expect(readableFen(fen)).toBe(text));

  it.each([
    ['12.3', 1230],
    ['12', 1200],
    ['0.01', 1],
    ['１２．５', 1250],
    ['¥1,234.56', 123456],
    ['19.99', 1999],
    ['12.345', undefined],
    ['-1', undefined],
    ['', undefined],
    ['1e3', undefined],
    ['.5', undefined],
  ])('reads %s', (text, fen) => expect(parseYuan(text)).toBe(fen));

  it('reads back what it wrote', () => {
    fc.assert(fc.property(fc.nat(), (fen) => parseYuan(formatFen(fen)) === fen));
    fc.assert(fc.property(fc.nat(), (fen) => parseYuan(readableFen(fen)) === fen));
  });

  it('refuses parts of a fen', () => {
    expect(() => formatFen(1.5)).toThrow(RangeError);
    expect(() => sumFen([1, 0.5])).toThrow(RangeError);
    expect(() => sumFen([Number.MAX_SAFE_INTEGER, 1])).toThrow(RangeError);
    expect(sumFen([1, 2, 3])).toBe(6);
  });
});

describe('civil days', () => {
  it('begins a day at 16:00 UTC of the day before', () => {
    expect(civilDayOf('2026-11-19T15:59:59.999Z')).toBe('2026-11-19');
    expect(civilDayOf('2026-11-19T16:00:00.000Z')).toBe('2026-11-20');
    expect(startOfCivilDay('2026-11-20')).toBe('2026-11-19T16:00:00.000Z');
    expect(civilTimeOf('2026-11-19T16:05:00.000Z')).toBe('00:05');
  });

  it.each([
    ['2010-11-20', '2026-11-20', 16],
    ['2010-11-21', '2026-11-20', 15],
    ['2008-02-29', '2026-02-28', 17],
    ['2008-02-29', '2026-03-01', 18],
    ['2026-11-20', '2026-11-20', 0],
  ])('born %s is on %s %i years old', (birthOn, on, age) => expect(ageOn(birthOn, on)).toBe(age));

  it('knows which days exist', () => {
    expect(isCivilDay('2024-02-29')).toBe(true);
    expect(isCivilDay('2023-02-29')).toBe(false);
    expect(isCivilDay('2023-13-01')).toBe(false);
    expect(isCivilDay('20230101')).toBe(false);
  });

  it('adds hours and days', () => {
    expect(addHours('2026-12-31T23:00:00.000Z', 2)).toBe('2027-01-01T01:00:00.000Z');
    expect(addDays('2024-02-28', 2)).toBe('2024-03-01');
  });

  it('refuses an instant without a zone, which a phone would read in its own', () => {
    expect(() => civilDayOf('2026-11-19T16:00:00')).toThrow(RangeError);
    expect(() => civilDayOf('yesterday')).toThrow(RangeError);
  });

  it('says months and days in words', () => {
    expect(dayInWords('2024-11')).toBe('2024年11月');
    expect(dayInWords('2023-01-01')).toBe('2023年1月1日');
  });
});

describe('certificate numbers', () => {
  // Well-known published example of GB 11643 and one computed by hand for X.
  it('reads the example of the standard', () => {
    expect(checkCertificate('11010519491231002X')).toEqual({
      ok: true,
      value: { certificateNo: '11010519491231002X', birthOn: '1949-12-31', sex: 'female' },
    });
    expect(checkCertificate('440524188001010014')).toMatchObject({
      ok: true,
      value: { birthOn: '1880-01-01', sex: 'male' },
    });
  });

  it('tolerates lower-case x, spaces and full-width digits', () => {
    expect(checkCertificate(' 110105 19491231 002x ')).toMatchObject({ ok: true });
    expect(checkCertificate('１１０１０５１９４９１２３１００２Ｘ')).toMatchObject({ ok: true });
  });

  it.each([
    ['1101051949123100', 'LENGTH'],
    ['', 'LENGTH'],
    ['11010519491231X02X', 'CHARACTERS'],
    ['010105194912310021', 'CHARACTERS'],
    ['110105194913310021', 'BIRTH_DAY'],
    ['110105194902300021', 'BIRTH_DAY'],
    ['110105194912310021', 'CHECK_DIGIT'],
  ])('refuses %s: %s', (text, code) => {
    expect(checkCertificate(text)).toMatchObject({ ok: false, refusal: { code } });
  });

  it('refuses a birth after today where today is given', () => {
    expect(checkCertificate('11010519491231002X', '1949-12-30')).toMatchObject({ refusal: { code: 'BIRTH_DAY' } });
    expect(checkCertificate('11010519491231002X', '1949-12-31')).toMatchObject({ ok: true });
  });

  it('notices every single wrong digit', () => {
    const right = '11010519491231002X';
    for (let place = 0; place < 17; place += 1) {
      for (let digit = 0; digit <= 9; digit += 1) {
        if (String(digit) === right[place]) continue;
        const wrong = `${right.slice(0, place)}${digit}${right.slice(place + 1)}`;
        expect(checkCertificate(wrong).ok, wrong).toBe(false);
      }
    }
    expect(certificateCheckDigit(right.slice(0, 17))).toBe('X');
  });
});

describe('names', () => {
  it.each(['王建国', '䶮一', '𠮷野', '阿卜杜拉·买买提', '李'])('passes %s', (name) => expect(isName(name)).toBe(true));
  it.each(['', 'Wang', '王1', '·王', '王·', '王··五', '王・五', '王 五', '王'.repeat(51)])('refuses %s', (name) =>
    expect(isName(name)).toBe(false));
  it.each([
    '阿卜杜拉・买买提',
    '阿卜杜拉•买买提',
    '阿卜杜拉.买买提',
    ' 阿卜杜拉 · 买买提 ',
  ])('maps %s to U+00B7', (name) => {
    expect(normaliseName(name)).toBe('阿卜杜拉\u00B7买买提');
  });
  it('counts characters, not UTF-16 units', () => expect(isName('𠮷'.repeat(50))).toBe(true));

  it('knows mobile numbers', () => {
    expect(isMobileNumber('13812345678')).toBe(true);
    for (const text of ['12812345678', '1381234567', '138123456789', '０13812345678'])
      expect(isMobileNumber(text)).toBe(false);
  });
});

describe('masks', () => {
  it.each([
    ['王建国', '王*国'],
    ['王五', '王*'],
    ['李', '*'],
    ['', ''],
    ['欧阳建国', '欧**国'],
    ['𠮷野家', '𠮷*家'],
  ])('masks the name %s as %s', (name, masked) => expect(maskName(name)).toBe(masked));

  it('masks certificate and phone', () => {
    expect(maskCertificate('520102199001011234')).toBe('5201**********1234');
    expect(maskPhone('13812345678')).toBe('138****5678');
    expect(maskPhone('12345')).toBe('*****');
  });

  it('never shows more than head and tail', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'0123456789X'), minLength: 0, maxLength: 30 }), (text) => {
        const shown = maskCertificate(text).replaceAll('*', '').length;
        return shown <= 8 && maskCertificate(text).length === text.length;
      }),
    );
  });
});

describe('regions', () => {
  it('places a city in its province and everything in the nation', () => {
    expect(isRegionWithin('620102', '620000')).toBe(true);
    expect(isRegionWithin('130102', '620000')).toBe(false);
    expect(isRegionWithin('130102', '000000')).toBe(true);
    expect(isRegionWithin('620102', '620100')).toBe(true);
    expect(isRegionWithin('620202', '620100')).toBe(false);
  });

  it.each([
    ['none', '620102', false],
    ['city', '620103', true],
    ['city', '620202', false],
    ['province', '620202', true],
    ['province', '130102', false],
    ['nation', '130102', true],
  ] as const)('reach %s to %s: %s', (reach, region, expected) =>
    expect(isWithinReach(reach, region, '620102')).toBe(expected));
});
