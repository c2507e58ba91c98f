import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Classified, classifyResidue, restrictionIn } from '../../src/identify/residue.ts';
import { isOperativeWord } from '../../src/identify/residue-words.ts';
import { textOf } from './texts.ts';

const strict = (text: string): readonly Classified[] => classifyResidue(text, { strict: true });
const lenient = (text: string): readonly Classified[] => classifyResidue(text, { strict: false });
const kindsOf = (found: readonly Classified[]) => [...new Set(found.map(({ kind }) => kind))];

const RESTRICTIONS: readonly string[] = [
  'Free for companies with fewer than 50 employees',
  'Not for resale.',
  'Personal use only',
  'Commercial users: contact sales@acme.example',
  'License fee: 99 EUR per seat',
  'Expires 2027-01-01',
  'Companies above ten million in turnover: talk to us first.',
  'Only for classrooms.',
  'This edition is for classrooms.',
  'Hobbyists welcome, businesses see pricing.',
  'Ask us before you deploy this.',
  'Tell us when you ship it.',
  'Keep our name in the footer.',
  'Every page shows "Made with Acme".',
  'Send us your changes.',
  'Bots of language model vendors stay out.',
  'Crawling this repository to build language models is off limits.',
  'No LLM training.',
  'Not in Russia.',
  'Export to embargoed destinations is out of the question.',
  'The grant ends after 30 days.',
  'This license lapses on the last day of 2026.',
  'One installation per household.',
  'Up to five servers.',
  'Above that, a subscription applies.',
  'Results of speed comparisons stay private.',
  'Publishing benchmark figures is off limits.',
  'App stores are excluded.',
  'Cloud vendors excluded',
  'SaaS providers need a partner agreement',
  'Offering it as a service is a paid feature.',
  'The license covers self-hosting, not hosting for others.',
  'You get no right to operate it for third parties.',
  'Derivatives carry our logo.',
  'Attribution in the user interface is part of the deal.',
  'Linking back to our site is mandatory.',
  'Telemetry stays on.',
  'Disabling the license check voids your rights.',
  'Removing the phone-home code ends this license.',
  'Users register at acme.example.',
  'Registration at acme.example comes first.',
  'Pull requests with your fixes are expected within 30 days.',
  'Improvements flow back to the author.',
  'Weapons makers excluded.',
  'Not for use in nuclear plants.',
  'Vegan projects only.',
  'For good, not evil.',
  "Don't be evil.",
  'ICE contractors are denied all rights.',
  'Oil companies get nothing.',
  'Government agencies must ask.',
  'Military use forbidden',
  'Academic use is free, all other use costs 100 USD.',
  'Students and teachers pay nothing; everyone else pays.',
  'Non-profits only',
  'Noncommercial',
  'Evaluation copy',
  'Trial version',
  'Beta - internal testing only',
  'Under 100k USD revenue it is gratis.',
  'Free until your annual sales reach 1M.',
  'Free below $5k MRR',
  'Max. 3 developers',
  'No more than 25 seats',
  'Buy a key at https://acme.example/buy',
  'A key from acme.example unlocks production use',
  'Redistribution prohibited',
  'Do not redistribute',
  'Do not upload to other sites',
  'No forks',
  'Binary redistribution needs our OK.',
  'Modified copies must be renamed.',
  'Changes must be published.',
  'Changed versions must be sent to the author.',
  'The name Acme is ours; rename your fork.',
  'You agree to be audited.',
  'The author may revoke this at any time.',
  'We reserve the right to change these terms.',
  'Terms may change without notice.',
  'Interpretation rests with Acme.',
  'Disputes: courts of Berlin, German law.',
  'Indemnify us against all claims.',
  'Customers in the EU are excluded.',
  'Residents of California: see addendum',
  'Void where prohibited',
  'Only members of the consortium',
  'Employees of Acme only',
  'Internal use at Acme',
  'Property of Acme Corp. Confidential.',
  'Proprietary and confidential',
  'Unauthorized copying of this file, via any medium, is strictly prohibited',
  'With the exception of competitors of Acme',
  'Competitors may look but not touch.',
  'Anyone may use it, except for Evil Corp.',
  'Everyone is welcome except landlords.',
  'A donation of 10 EUR is required',
  'Coffee is the price: send one to the author.',
  'Postcardware: send a postcard',
  'If you like it, pay.',
  'If you make money with this, share it with us.',
  'Monetization of derived works is not granted.',
  'NFT projects are not covered.',
  'Blockchain use excluded.',
  'Sublicensing off',
  'No sublicensing',
  'License is non-transferable',
  'One user, one machine.',
  'For non commercial purposes',
  'For educational purposes',
  'For research only',
  'Solely for peer review',
  'For the duration of the conference',
  'Cite our paper in publications.',
  'Publications must cite Roe 2020.',
  'Please cite us.',
  'Credit the author in your documentation.',
  'Modified MIT License',
  'MIT License with restrictions',
  'MIT License (no AI)',
  'Apache License 2.0 with Commons Clause',
  'BSD 3-Clause plus branding clause',
  'MIT, for students',
  'MIT + ethical clause',
  'Use is limited to projects with fewer than 1,000 monthly active users',
  'Companies Over 100 People Need To Buy A License',
  'FREE FOR PERSONAL USE',
  'Free For Students',
  'NOT FOR COMMERCIAL USE',
  'Copyright 2020 Acme. Military and hosting use excluded.',
  'Copyright 2020 Acme, not for commercial use',
  'Copyright 2020 Acme - free for private users',
  '(c) 2020 Acme. Ask before using at work.',
  'Contact: companies over ten people must buy a license',
  'Use is <only for testing, never in production> free',
  'You must not offer the Software to third parties as a hosted service.',
  'If you earn more than 1 million USD with the Software you must pay a fee.',
  'MIT License - students',
  '本软件仅供学习交流',
  '禁止商业使用',
  '未经授权不得转载',
  '商用请联系作者获取授权',
  '需保留LOGO',
  '多租户服务除外',
  '附加以下条件',
  '解释权归作者所有',
  '商用利用禁止',
  '営利目的での使用はできません',
  '無断転載禁止',
  '個人利用のみ',
  'Nur für den privaten Gebrauch.',
  'Kommerzielle Nutzung ist untersagt.',
  'Die Weitergabe bedarf der Zustimmung des Autors.',
  'Usage commercial interdit.',
  'Usage strictement personnel.',
  'Réservé à un usage non commercial',
  'Prohibido el uso comercial.',
  'Solo para uso personal',
  'Uso comercial proibido sem autorização',
  'Только для некоммерческого использования',
  '상업적 이용 금지',
  "Vietato l'uso commerciale",
  'Niet voor commercieel gebruik',
];

/** More of the same, in which a part may be carved out instead. */
const MORE: readonly string[] = [
  'The team members are listed at https://parcel.example/team and only they may use it.',
  'The logo created by Ada Example must be shown.',
  'Copyright (c) 2014-present, Acme, Inc. (only for research)',
  'Allows commercial use with a key.',
  'Use by organizations whose annual revenue exceeds USD 5 million requires a separate written agreement.',
  'The Software may not be made available to third parties as a hosted or managed service.',
  'You shall not use the Software to develop a product that competes with the Licensor.',
  'Any user interface must prominently display "Powered by Acme".',
  'Use in weapons systems is prohibited.',
  'Licensees shall notify the author within thirty days of any modification.',
  'This license is valid only within the European Economic Area.',
  'This grant expires two years after first download.',
  'The software reports usage statistics; disabling them is a breach.',
  'Outputs and source may not be used to train machine learning models.',
  'Benchmark results require prior approval.',
  'Redistribution in any form is reserved to the copyright holder.',
  'A visible credit line is owed by every adopter.',
  'Limited to ten concurrent users.',
  'Gratis for teams of five or smaller.',
  "Corporations pay; individuals don't.",
  'Enterprises: talk to sales.',
  'Production deployments carry a monthly charge.',
  'Cloud resale is reserved to Acme.',
  'Amazon, Google and Microsoft are excluded from this grant.',
  'Rights under this license end when you sue us.',
  'Made for hobbyists. Companies, please license it.',
  'Startups under two years of age enjoy free use.',
  'Evaluation period: 60 days.',
  'Not intended for redistribution',
  'Strictly for in-house purposes',
  'Usage by law enforcement is off the table.',
  'Mining cryptocurrency with this code is out.',
  'Attribution link in the footer: mandatory.',
  'Our badge stays on the login page.',
  "Don't sell this.",
  'Selling is prohibited',
  'Educational institutions only.',
  'Homework helper: ok. Business: no.',
  'Any fork has to be public.',
  'Source of derivatives goes public within 30 days.',
  'All derivative works become property of Acme.',
  'Contributors assign copyright to Acme.',
  'Governed by the laws of Delaware.',
  'Access is limited to citizens of NATO countries.',
  'Users in Crimea: no access.',
  'Sponsors get a commercial exception.',
  'Sponsorware: public once we reach 100 sponsors.',
  'Requires an active GitHub sponsorship.',
  'The free tier covers 3 projects.',
  'License key required.',
  'The community edition is capped at 4 cores.',
  'Scraping is not OK.',
  'No warranty claims; you indemnify the author.',
  'Keep this file private.',
  'Do not share outside your organization.',
  'Internal to Acme',
  'Confidential - do not distribute',
  'For reference only',
  'View only',
  "Read-only license: look, don't run.",
  'Source available for inspection.',
  'Shareware',
  'Nagware: 30 days, then buy.',
  "Charityware: give to a children's hospital.",
  'Beerware: buy me a beer.',
  'You owe the author a beer.',
  'Vegan use only',
  'Christians only',
  'This software is for peace.',
  'Peaceful purposes only.',
  'May be used by non-profit entities.',
  'Usable by schools.',
  'Suitable licensees: accredited universities.',
  'Commercial entities must negotiate terms.',
  'Dual license: AGPL or commercial.',
  'Commercial licensing available from Acme.',
  'OEM use needs a contract.',
  'Embedding in devices for sale needs a contract.',
  'Government use: see FAR 52.227.',
  'Reverse engineering is forbidden.',
  'Hands off the license check.',
  'Removal of the splash screen terminates your rights.',
  'The splash screen remains.',
  'Every copy bears our mark.',
  'Announce your use on social media.',
  'Star the repository to use it.',
  'Register before first start.',
  'Phone home is on by default and stays on.',
  'An account at acme.example is a prerequisite.',
  'Each instance reports to our server.',
  'Maximum 10k requests per month',
  'Above 1 TB of data a fee is due.',
  'Traffic above 10 GB/month is billable.',
  'AI companies have no license.',
  'Datasets built from this repository are unlicensed.',
  'Language models may not ingest this.',
  'You represent that you are not a competitor of Acme.',
  'Valid until 31 December 2026',
  'After 2027 this license is void.',
  'Time-limited preview',
  'Subject to change.',
  'Prices on request.',
  '99 $ per developer',
  '€49/yr',
  '1 CPU per license',
  'Apache-2.0 AND Commons-Clause',
  'MIT-NC',
  'MIT (Non-Commercial)',
  'Apache 2.0 (modified)',
  'Apache License 2.0 with additional terms',
  'Custom License',
  'Acme Source Available License',
  'Acme Enterprise License',
  'Acme Proprietary License',
  'Acme EULA',
  'Academic license',
  'Student edition',
  'Not open source',
];

const HARMLESS: readonly string[] = [
  'Portions of this software are derived from third-party works licensed under terms compatible with the above MIT license:',
  'All have been licensed under extremely permissive terms.',
  'For details, see parcel_client/decorator.py.',
  'Complete and ship as file LICENSE the following 2 lines (only)',
  'Contributions to are made under the terms of *both* these licenses.',
  'This software is made available under the terms of *either* of the licenses found in LICENSE.APACHE or LICENSE.BSD.',
  'Contributions to this software is made under the terms of *both* these licenses.',
  'http_server, source_maps and web_client license:',
  'in which case the provisions of the GPL or the LGPL are applicable instead of those above.',
  'If you wish to allow use of your version of this file only',
  ', and not to allow others to use your version of this file under the terms of the MPL, indicate your decision by deleting the provisions above and replace them with the notice and other provisions required by the GPL or the LGPL. If you do not delete the provisions above, a recipient may use your version of this file under the terms of any one of the MPL, the GPL or the LGPL.',
  'You may not use this product except in compliance with the License.',
  'Alternatively, this software may be distributed',
  'You may select, at your option, one of the above-listed licenses.',
  'You may pick the license that best suits your development needs.',
  'The text of both licenses are provided below.',
  'If you did not receive a copy of the license and are unable to obtain it through the world-wide-web, please send an email to license@parcel.example so we can send you a copy immediately.',
  'It should have been included in this software package in LICENSE.txt',
  '//  * Allows bytes.get/set() as alias for subscripts (bytes[])',
  'The Parcel team members are listed at https://parcel.example/team and in the README file.',
  'The maintainers are named in the README.',
  "Parcel's logo created by Ada Example <https://ada.example/>,",
  'Parcel Logo',
  'The MIT License (MIT)',
  'MIT License',
  '(The MIT License)',
  '# MIT License',
  '## License',
  'License: MIT',
  'License (MIT)',
  'LICENSE - "MIT License"',
  'ISC License (ISC)',
  'The ISC License',
  'BSD 3-Clause License',
  '3-clause BSD license',
  'The 2-Clause BSD License',
  'New BSD License',
  'Modified BSD License',
  'Simplified BSD License',
  'Apache License, Version 2.0',
  'Version 2.0, January 2004',
  'http://www.apache.org/licenses/',
  'GNU General Public License, version 2',
  'Mozilla Public License Version 2.0',
  'Dual licensed under MIT or GPL',
  'Dual licensed under the MIT and Apache 2.0 licenses.',
  'Licensed under the MIT license',
  'Licensed under the MIT License.',
  'Licensed under the Apache License, Version 2.0',
  'Released under the MIT license.',
  'Acme is released under the terms of the MIT license:',
  'This software is released under the MIT license:',
  'This software is licensed as follows:',
  'This project is licensed under the MIT License - see the LICENSE file for details.',
  'This library is free software.',
  'All source code is licensed under the MIT license.',
  'The code in this repository is available under the Apache License 2.0.',
  'Acme may be freely distributed under the MIT license.',
  'You may use this software under either of the following licenses.',
  'At your option you may choose either of the following licenses:',
  'Python software and documentation are licensed under the Python Software Foundation License Version 2.',
  'This work is available under the CC0 1.0 Universal license',
  'Everything here is MIT licensed.',
  'All contributions towards Acme are MIT licensed.',
  'See the LICENSE file.',
  'See AUTHORS for the list of contributors.',
  'Please see the file AUTHORS for a list of copyright holders.',
  'For more information, please see http://creativecommons.example/publicdomain/zero/1.0/',
  'For exact contribution history, see the revision history available at https://git.example/acme',
  'A copy of the license can be found in the file COPYING.',
  'The license text can also be found here: http://www.example.org/licenses/BSD-3-Clause',
  'The full text of the license is included below.',
  'Full license text follows',
  'START OF LICENSE',
  'END OF LICENSE',
  'END OF TERMS AND CONDITIONS',
  'TERMS AND CONDITIONS',
  'Third-party notices',
  'Third Party Licenses',
  'THIRD-PARTY SOFTWARE NOTICES',
  'Open Source Licenses',
  'Acknowledgements',
  'Credits',
  'Table of contents',
  '1. Introduction',
  '=================',
  '---',
  '* * *',
  'Acme',
  'acme-parser',
  'Acme Parser Toolkit',
  'Acme Cloud Server',
  'A small parser for JSON files',
  'Json Schema Type Builder with Static Type Resolution',
  'Acme: a fast parser',
  'Name: acme',
  'Version: 1.2.3',
  'Homepage: https://acme.example',
  'Repository: https://git.example/acme/acme.git',
  '2024-05-06',
  'May 2000',
  '24 May 2010',
  'The following license applies to parts of Acme:',
  'The following applies to file src/base64.c:',
  'The following license applies to all parts of this software except as documented below:',
  'This license applies to parts of Acme originating from the https://git.example/joe/acme repository:',
  'Files under lib/base64 are licensed under the following license.',
  'The Blowfish portions are under the following license:',
  'The file src/hash.c is licensed under the PSF 2 License, reproduced below.',
  'Redistributed under the terms below',
  'Node.js is licensed for use as follows:',
  'This product includes software developed by Jane Roe.',
  'This product includes software developed at the Acme Foundation (https://acme.example/).',
  'This software includes code from the Acme project.',
  'Includes parts of the Acme parser by Jane Roe.',
  'Based on Acme by Jane Roe',
  'This module is based on work by Jane Roe.',
  'Portions of this code were written by Jane Roe.',
  'Originally written by Jane Roe at the University of Examples.',
  'Inspired by Acme',
  'Ported from C by Jane Roe',
  'Many thanks to Jane Roe for her work on the parser.',
  'Thanks to everybody who helped.',
  'Acme is a trademark of Acme Inc.',
  'Acme and the Acme mark are registered trademarks of Acme, Inc.',
  'All trademarks are property of their respective owners.',
  'All third party components incorporated into the Acme Software are licensed under the original license provided by the owner of the applicable component.',
  'Files located in the node_modules and vendor directories are externally maintained libraries used by this software which have their own licenses; we recommend you read them, as their terms may differ from the terms above.',
  'Copyright and related rights for sample code are waived via CC0.',
  'This license is approved by the OSI and FSF as GPL-compatible.',
  'SPDX-License-Identifier: MIT',
  '@license MIT',
  '<!-- This file is automatically added by @acme/template. Do not edit. -->',
  'MIT 许可证',
  '版权所有',
  '本项目采用 MIT 许可证',
  'Alle Rechte vorbehalten',
  'Tous droits réservés',
];

const NOTICES: readonly string[] = [
  'Copyright (c) 2014-present, Acme, Inc. (ONLY ./src/helpers/regenerator* files)',
  'Copyright (c) 2011-2024 Jane Roe',
  'Copyright © 2015 B <b@acme.example>',
  'Copyright 2016-present, Acme, Inc.',
  'Copyright (C) 1991, 1999 Free Software Foundation, Inc.',
  'Copyright Joyful, Inc. and other Acme contributors.',
  'Copyright (c) 2009-2014 T. J. Roe <tj@acme.example>',
  'Copyright (c) 2014 The Acme Authors. All rights reserved.',
  '(c) 2020 Jane Roe',
  '© Jane Roe',
  '2019 Jane Roe and others',
  '2012-2017 Acme.com, Inc. or its affiliates. All Rights Reserved.',
  'Portions Copyright (c) 2001 Jane Roe',
  'Original Library - Copyright (c) Jane Roe',
  'Additional Functionality - Copyright (c) Joe Doe',
  'Modified work Copyright 2014 Contributors (ben@acme.example)',
  'All rights reserved.',
  'All Rights Reserved',
  'SPDX-FileCopyrightText: 2024 Jane Roe <jane@acme.example>',
  'Author: Jane Roe <jane@acme.example>',
  'Authors: Jane Roe, Joe Doe',
  'Contributors: Jane Roe, Joe Doe',
  'Written by Jane Roe',
  'Copyright (c) 2018 [these people](https://git.example/acme/graphs/contributors)',
  'Copyright (c) 2013, Acme Inc., an example.com company',
  'Copyright (c) 2021-present The Acme team',
  'Copyright (c) 2001 Regents of the University of California',
  'Copyright (c) 2016, Hewlett Packard Enterprise Development LP',
  'Copyright (c) 2014 Jane Roe and the service-identity contributors',
  'Copyright: 2020 Will May',
];

const CARVE_OUTS: readonly string[] = [
  'Portions of this software are licensed as follows:',
  'All content that resides under the "ee/" directory of this repository is licensed under the license defined in "ee/LICENSE".',
  'Content outside of the above mentioned directories is available under the "MIT Expat" license as defined below.',
  'Source code in this repository is variously licensed under the Apache License, or the Acme License.',
  'Outside of the "tsl" directory, source code in a given file is licensed under the Apache License.',
  'This license applies to the entire repo except for subfolders that have their own license file.',
  'In such cases, the license file in the subfolder takes precedence.',
  'Source code files that contain ".ee." in their filename are NOT licensed under this license.',
  'Certain parts of this codebase are not licensed under the MIT license.',
  'Some files are licensed under a commercial license.',
  'The license for a particular work is defined with following prioritized rules:',
  'All content located within any folder named "ee" in this repository is licensed under other terms.',
  'This license does not apply to the directory ee.',
  'Files under ee/ have the Enterprise License',
  'Everything is MIT unless otherwise stated',
  'Unless otherwise noted, all files are MIT.',
  'Everything except the icons is MIT.',
  'Except for the images in docs/, all files are MIT.',
  'The logo is not covered by this license.',
  'Code in packages/pro is proprietary.',
  'Enterprise features are proprietary.',
];

describe('beside a license in a license file', () => {
  test.each(RESTRICTIONS)('a restriction: %s', (sentence) => {
    expect(kindsOf(strict(sentence))).toContain('restriction');
    expect(restrictionIn(sentence)).toBeTruthy();
  });

  test.each(MORE)('a restriction or carve-out: %s', (sentence) => {
    expect(restrictionIn(sentence)).toBeTruthy();
  });

  test.each(HARMLESS)('nothing: %s', (sentence) => {
    for (const { kind, reason } of strict(sentence)) {
      expect(['preamble', 'other', 'copyright'], `${kind} ${reason}`).toContain(kind);
    }
    expect(restrictionIn(sentence)).toBeUndefined();
  });

  test.each(NOTICES)('a copyright notice: %s', (sentence) => {
    expect(kindsOf(strict(sentence))).toEqual(['copyright']);
  });

  test.each(CARVE_OUTS)('a carve-out: %s', (sentence) => {
    expect(kindsOf(strict(sentence))).toEqual(['carve-out']);
    expect(strict(sentence)[0]?.reason).toBeTruthy();
  });

  test('the tables are long enough to mean something', () => {
    expect(RESTRICTIONS.length).toBeGreaterThan(120);
    expect(HARMLESS.length + NOTICES.length).toBeGreaterThan(120);
  });
});

describe('a restriction among harmless lines is found', () => {
  const frame = [...HARMLESS, ...NOTICES].filter((line) => !/:$/.test(line));

  test.each(RESTRICTIONS)('as a paragraph, wherever it stands: %s', (sentence) => {
    fc.assert(
      fc.property(
        fc.shuffledSubarray(frame, { minLength: 1, maxLength: 6 }),
        fc.nat(6),
        (lines, at) => {
          const text = lines.toSpliced(at % (lines.length + 1), 0, sentence).join('\n\n');
          expect(strict(text).some(({ kind }) => kind === 'restriction')).toBe(true);
        },
      ),
      { numRuns: 5, seed: 11 },
    );
  });

  test.each(RESTRICTIONS)('behind a harmless sentence, in one line: %s', (sentence) => {
    for (const before of [
      'Licensed under the MIT license.',
      'Copyright 2020 Acme.',
      'See the LICENSE file.',
    ]) {
      const found = strict(`${before} ${sentence}`);
      expect(
        found.some(({ kind }) => kind === 'restriction'),
        before,
      ).toBe(true);
    }
  });

  test.each([
    'Licensed under the MIT license for companies with fewer than 10 people.',
    'Licensed under the MIT license, except for commercial use.',
    'Licensed under the MIT license with additional conditions.',
    'Licensed under the MIT license if you are a student',
    'Licensed under the Acme Commercial License',
    'See the LICENSE file; production use is not included.',
    'This product includes software developed by Jane Roe, who must be paid.',
    'All rights reserved, no commercial use.',
    'Acme is a trademark of Acme Inc. and must not be used.',
    'Files located in the node_modules directory must not be used.',
    'Free software, but not for companies',
    'The following license applies to all parts of Acme but not to hosted services',
  ])('in the same sentence: %s', (sentence) => {
    expect(restrictionIn(sentence)).toBeTruthy();
  });
});

describe('runs', () => {
  test('follow the text, do not overlap, and join what is of one kind', () => {
    const text = [
      'MIT License',
      '',
      'Copyright (c) 2020 Jane Roe <jane@acme.example>,',
      '  Joe Doe and',
      '  others',
      'All rights reserved.',
      '',
      'Not for resale.',
      '',
      'Files under ee/ have the Enterprise License',
    ].join('\n');
    expect(strict(text).map(({ kind, start, end }) => [kind, text.slice(start, end)])).toEqual([
      ['preamble', 'MIT License'],
      [
        'copyright',
        'Copyright (c) 2020 Jane Roe <jane@acme.example>,\n  Joe Doe and\n  others\nAll rights reserved.',
      ],
      ['restriction', 'Not for resale.'],
      ['carve-out', 'Files under ee/ have the Enterprise License'],
    ]);
  });

  test('a sentence over several lines of a comment is one', () => {
    const text = ' * You may only use this\n * if you are\n * a member of Acme.\n';
    expect(strict(text)).toHaveLength(1);
  });

  test.each([
    ['for evaluation purposes', 'for evaluation'],
    ['non-commercial use', 'no commercial use'],
    ['with fewer than ten employees', 'a limit of size'],
    ['subject to the Commons Clause', 'a Commons Clause'],
    ['as a hosted service to third parties you may not', 'no hosted service'],
    ['keep the logo', 'a name or logo to be shown'],
  ])('words put into a license: %s', (words, reason) => {
    expect(restrictionIn(words)).toBe(reason);
  });

  test.each([
    '',
    '  ',
    '***',
    'Jane Roe',
    'the Acme Project and its contributors',
    'http://acme.example/',
  ])('words that change nothing: "%s"', (words) => {
    expect(restrictionIn(words)).toBeUndefined();
  });

  test('text without a word is nothing', () => {
    expect(strict('')).toEqual([]);
    expect(strict(' \n\t')).toEqual([]);
    expect(kindsOf(strict('-----'))).toEqual(['preamble']);
  });
});

describe('words', () => {
  test.each([
    'not',
    'may',
    'must',
    'only',
    'commercial',
    'unless',
    'employees',
    'hosting',
    'fee',
    'free',
  ])('%s is operative', (word) => {
    expect(isOperativeWord(word)).toBe(true);
  });
  test.each([
    'the',
    'software',
    'jane',
    'acme',
    'copyright',
    'holder',
    'of',
    'foundation',
    '',
    'note',
  ])('"%s" is not', (word) => {
    expect(isOperativeWord(word)).toBe(false);
  });
});

const SAID: readonly string[] = [
  'This software requires a commercial license for production use.',
  'Commercial use requires a license from Acme.',
  'A commercial license is required for companies.',
  'You need to purchase a commercial license to use it in closed source products.',
  'Free for personal and non-commercial use.',
  'Free for companies with fewer than 50 employees.',
  'The weights are for non-commercial use only.',
  'For research purposes only, commercial use is prohibited.',
  'For academic use only.',
  'Not for commercial use.',
  'This project is licensed under Apache 2.0 with the following additional conditions:',
  'Licensed under a modified version of the Apache License 2.0.',
  'This project uses the Commons Clause condition.',
  'MIT with Commons Clause',
  'The software may not be used for military purposes.',
  'This library may not be sold as part of a commercial product.',
  'You may not provide the software as a hosted service, see the license: may not offer it as a managed service.',
  'You may not use this software without a license.',
  'Contact sales@acme.example for a commercial license.',
  'The Software shall be used for Good, not Evil.',
  '本项目禁止商用',
  '商业使用需获得授权',
  '仅供学习研究',
  '商用利用は禁止です',
];

const CARVED: readonly string[] = [
  'Portions of this software are licensed as follows:',
  'All content that resides under the "ee/" directory of this repository is licensed under the license defined in "ee/LICENSE".',
  'Source code in this repository is variously licensed.',
  'This license applies to the entire repo except for subfolders that have their own license file.',
];

const PROSE: readonly string[] = [
  'You must run npm install before the tests.',
  'Users may not be null.',
  'The value must not be used for comparison.',
  'This function is for internal use only.',
  'Only one request may be open at a time.',
  'Free memory must be returned to the pool.',
  'The cloud provider requires a key.',
  'if (user.isCommercial && !license) throw new Error("no license");',
  'const MAX_USERS = 50; // limit of users',
  'Licensed under the MIT license.',
  'MIT © Jane Roe',
  'Copyright (c) 2020 Jane Roe. All rights reserved.',
  'See the LICENSE file for license rights and limitations (MIT).',
  'Pull requests are welcome. You need to sign off your commits.',
  'Acme is free and open source software.',
  'It can be used in commercial products.',
  'You may use it in commercial projects.',
  'Use it for personal or commercial projects.',
  'The API is free to use.',
  'This package must be installed with npm.',
  'Do not use this in production yet.',
  'This parameter may not be used with --watch.',
  'Commercial support is available.',
  'We offer commercial support and hosting.',
  'Conditions: the following conditions are checked.',
  'It requires a valid certificate.',
  'You can run our hosted service for free.',
  'Benchmarks are in the folder bench.',
  'Contributors must sign the CLA.',
  'The license field must be an SPDX expression.',
  'Checks that no dependency has a commercial license.',
  'Free for all kinds of parsers.',
  'License keys are read from the environment.',
];

describe('in a README or source file', () => {
  test.each(SAID)('a restriction: %s', (sentence) => {
    expect(kindsOf(lenient(`Some words before.\n\n${sentence}\n\nSome words behind.`))).toContain(
      'restriction',
    );
  });

  test.each(CARVED)('a carve-out: %s', (sentence) => {
    expect(kindsOf(lenient(sentence))).toContain('carve-out');
  });

  test.each(PROSE)('prose or code: %s', (sentence) => {
    for (const { kind, reason } of lenient(sentence))
      expect(['other', 'copyright'], `${kind} ${reason}`).toContain(kind);
  });
});

test('the text of a known license is full of restrictions in the eyes of this', () => {
  // What is left of a license is never taken for harmless, should a matcher leave half of one.
  for (const id of ['MIT', 'BSD-3-Clause', 'Apache-2.0', 'GPL-3.0-only', 'CC-BY-NC-4.0'])
    expect(kindsOf(strict(textOf(id)))).toContain('restriction');
});

test.each([
  ['one line', 'a '.repeat(500_000)],
  ['one word', 'a'.repeat(1_000_000)],
  ['may not', 'may not '.repeat(125_000)],
  ['may not, a line each', 'may not\n'.repeat(125_000)],
  ['not for', 'you may not use for '.repeat(50_000)],
  ['spaces', ' '.repeat(1_000_000)],
  ['spaces and a letter', `${' '.repeat(999_999)}a`],
  ['brackets', '('.repeat(1_000_000)],
  ['dots', '. '.repeat(500_000)],
  ['dashes', '-'.repeat(1_000_000)],
  ['marks', '/*#>'.repeat(250_000)],
  ['copyright', 'copyright '.repeat(100_000)],
  ['licensed under', 'licensed under the '.repeat(52_000)],
  ['see the license', 'see the license for the '.repeat(41_000)],
  ['names', 'A.B.C.D.'.repeat(125_000)],
  ['addresses', 'a@a.a@'.repeat(160_000)],
  ['paths', 'a/'.repeat(500_000)],
  ['Chinese', '不得商业'.repeat(250_000)],
  ['tags', '<b '.repeat(333_000)],
])('a hostile text of %s takes a time in proportion', (_, text) => {
  for (const mode of [true, false]) {
    const from = performance.now();
    classifyResidue(text, { strict: mode });
    expect(performance.now() - from).toBeLessThan(6000);
  }
});
