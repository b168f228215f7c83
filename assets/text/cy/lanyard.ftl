# The words in Welsh. A Welsh speaker has to read this file before it is used: it was written with care, and by nobody whose
# first language it is. What each id is for stands in ../en/lanyard.ftl.
#
# Welsh has no single yes and no: a question is answered with its own verb. "Cytuno" (agree) and "Gwrthod" (decline) answer a
# question of consent in whatever words a notice asks it, and neither weighs more. Whether somebody is a child's parent is no
# consent: that is confirmed, or not.

## Answers

answer-yes = Cytuno
answer-no = Gwrthod
answer-taken-back = Wedi’i dynnu’n ôl
answer-not-objected = Heb wrthwynebu
answer-objected = Wedi gwrthwynebu
answer-left-blank = Wedi’i adael yn wag
answer-not-asked = Heb ei ofyn
answer-confirmed = Wedi cadarnhau
answer-not-confirmed = Heb gadarnhau

how-on-screen = ar y sgrin
how-out-loud = ar lafar
how-on-paper = ar bapur
how-by-guardian = { $how }, gan y rhiant neu’r gwarcheidwad

## Dates

date = { $day } { $month ->
    [1] Ionawr
    [2] Chwefror
    [3] Mawrth
    [4] Ebrill
    [5] Mai
    [6] Mehefin
    [7] Gorffennaf
    [8] Awst
    [9] Medi
    [10] Hydref
    [11] Tachwedd
   *[12] Rhagfyr
} { $year }
date-and-time = { $date } am { $time }
days = { $from } tan { $to }

## Questions by their short names

question-news-email = E-bost
question-news-sms = Neges destun
question-news-phone = Galwad ffôn
question-news-post = Post
question-recording-photo = Lluniau
question-recording-audio = Sain
question-recording-video = Fideo
question-health-safety = Iechyd, er diogelwch
question-disability-help = Anabledd, er mwyn cymorth
question-diet-catering = Deiet, ar gyfer arlwyo
question-health-opportunities = Iechyd, ar gyfer cyfleoedd
question-disability-opportunities = Anabledd, ar gyfer cyfleoedd
question-ethnicity-opportunities = Ethnigrwydd, ar gyfer cyfleoedd
question-send-them = I’w anfon atoch
question-guardian-responsible = Rhiant, neu’n gyfrifol yn ôl y gyfraith
question-guardian-consent = Cytuno i ni gadw manylion y plentyn

group-news = Newyddion
group-recording = Cael eich recordio heddiw
group-help = Cymorth heddiw
group-opportunities = Cyfleoedd

detail-health = Manylion iechyd
detail-help = Y cymorth sydd ei angen
detail-diet = Manylion deiet
detail-ethnicity = Grŵp ethnig
detail-too-long = Defnyddiwch ddim mwy na { $max } nod
detail-again = Teipiwch hwn eto â llaw

## Lists to choose from

optional = dewisol
optional-spoken = Dewisol
list-choose = dewis
list-nothing-fits = Does dim yn cyfateb i “{ $typed }”
list-not-changed = Does dim yn cyfateb i “{ $typed }”: heb ei newid
list-remove = Tynnu { $what }

## The screen turned to the visitor

look-title = Ai dyma’r hyn a ddywedoch chi?
look-back = Troi’n ôl
look-next = Y cwestiynau nesaf

own-next = Nesaf
own-skip = Hepgor
own-staff = Staff
own-notice = Darllen yr hysbysiad preifatrwydd
own-language = Iaith

done-title = Diolch
done-lead = Trowch y sgrin yn ôl at y ddesg, os gwelwch yn dda.
done-back = Yn ôl i’r ddesg

opportunities-title = A gawn ni roi gwybod i chi am gyfleoedd?
opportunities-lead = Gallwch ddod heddiw beth bynnag yw eich dewis, a newid eich meddwl unrhyw bryd. Os gadewch un yn wag, ni fyddwn yn ei ddefnyddio.
opportunities-again = Gwasgwch ateb eto i’w adael yn wag.

equality-title = Ynglŷn â chydraddoldeb
equality-lead = Dewisol. Dim ond cyfansymiau a ddefnyddiwn, i weld a ydym yn cyrraedd pawb. Cedwir y rhain ar wahân i’ch manylion.
equality-failed = Nid oedd modd i ni gadw hyn nawr. Gofynnwch i’r person wrth y ddesg, neu gwasgwch { own-skip }.
equality-ethnicity = Ethnigrwydd
equality-disability = Anabledd
equality-every-list = Mae “{ prefer-not-to-say }” ym mhob rhestr.
equality-stop = Gallwch ofyn i ni roi’r gorau i hyn unrhyw bryd: dywedwch wrthym wrth unrhyw ddesg.
equality-group = 1. Grŵp
equality-detail = 2. Manylion
equality-type = Math
equality-choose = Dewiswch
equality-choose-group = Dewiswch grŵp yn gyntaf
equality-no-detail = Dim i’w ychwanegu
equality-detail-missing = Dewiswch un, neu “{ prefer-not-to-say }”
equality-choose-several = Dewiswch un neu ragor
equality-add = Ychwanegu un arall

## Equality: the lists, by HESA's codes (ETHNIC, DISABLE)

prefer-not-to-say = Gwell gennyf beidio â dweud

ethnic-group-asian = Asiaidd neu Asiaidd Prydeinig
ethnic-group-black = Du, Affricanaidd, Caribïaidd neu Ddu Prydeinig
ethnic-group-mixed = Grwpiau ethnig cymysg neu luosog
ethnic-group-white = Gwyn
ethnic-group-other = Grŵp ethnig arall

ethnicity-bangladeshi = Bangladeshaidd neu Fangladeshaidd Prydeinig
ethnicity-chinese = Tsieineaidd neu Tsieineaidd Prydeinig
ethnicity-indian = Indiaidd neu Indiaidd Prydeinig
ethnicity-pakistani = Pacistanaidd neu Bacistanaidd Prydeinig
ethnicity-other-asian = Unrhyw gefndir Asiaidd arall
ethnicity-african = Affricanaidd neu Affricanaidd Prydeinig
ethnicity-caribbean = Caribïaidd neu Garibïaidd Prydeinig
ethnicity-other-black = Unrhyw gefndir Du arall
ethnicity-white-and-asian = Gwyn ac Asiaidd
ethnicity-white-and-black-african = Gwyn a Du Affricanaidd
ethnicity-white-and-black-caribbean = Gwyn a Du Caribïaidd
ethnicity-other-mixed = Unrhyw gefndir cymysg arall
ethnicity-british = Seisnig, Albanaidd, Cymreig, o Ogledd Iwerddon neu Brydeinig
ethnicity-traveller = Sipsi neu Deithiwr Gwyddelig
ethnicity-irish = Gwyddelig
ethnicity-roma = Roma
ethnicity-other-white = Unrhyw gefndir Gwyn arall
ethnicity-arab = Arabaidd
ethnicity-other = Unrhyw gefndir ethnig arall

impairment-learning = Gwahaniaeth dysgu, fel dyslecsia neu ADHD
impairment-communication = Cyflwr cymdeithasol neu gyfathrebu, fel awtistiaeth
impairment-illness = Salwch hirdymor, fel diabetes neu epilepsi
impairment-mental-health = Cyflwr iechyd meddwl, fel iselder
impairment-physical = Nam corfforol, fel anhawster cerdded
impairment-hearing = Byddar, neu drwm eich clyw
impairment-sight = Dall, neu olwg nad yw sbectol yn ei gywiro
impairment-development = Cyflwr ers plentyndod sy’n effeithio ar ddatblygiad
impairment-other = Anabledd neu gyflwr arall
impairment-none = Dim anabledd hysbys

## The notice, and whom to ask

notice-title = Hysbysiad preifatrwydd, fersiwn { $version }
notice-close = Cau
whom-to-ask = Gyda phwy i gysylltu, a ble i gwyno
whom-short-controller = Cedwir gan
whom-short-address = Cyfeiriad
whom-short-email = E-bost
whom-short-officer = Swyddog
whom-short-complain = Cwyno
whom-short-complain-to = I ni, neu i { $regulator }
whom-short-number = Ein rhif
whom-controller = Pwy sy’n atebol am eich data
whom-enquiries = Ymholiadau data
whom-officer = Swyddog diogelu data
whom-complain = Gallwch gwyno i ni, neu i
whom-number = Ein rhif cofrestru yno

card-title = Hysbysiad preifatrwydd
card-version = { $named }. Fersiwn { $version }, o { $date } ymlaen. { $hash }
card-asked = Beth a ofynnir i chi, air am air
card-by-consent = Os ydych o dan { $adult } oed, neu os nad ydym yn gwybod eich oedran, gofynnwn hyn yn lle hynny:
card-blank = Nid yw ateb gwag yn newid dim, a gallwch wrthod pob un.

## The receipt

receipt-of = Atebion { $name }
receipt-your-reference = Eich cyfeirnod
receipt-your-reference-spoken = Eich cyfeirnod: { $reference }
receipt-when-and-how = { $time }, { $day }, { $how }. Hysbysiad { $version }
receipt-when-and-how-in = { $time }, { $day }, { $how }. Hysbysiad { $version } ({ $language })
receipt-stop = Wedi newid eich meddwl? Gallwch dynnu cytundeb yn ôl unrhyw bryd: { $how }.
receipt-data-held-by = { $controller } sy’n dal eich data.
receipt-questions = Cwestiynau: { $address }; { $email }.
receipt-officer = Swyddog diogelu data: { $officer }.
receipt-complain = Gallwch gwyno i ni, neu i { $regulator }.
receipt-number = Ein rhif yno yw { $number }.

receipt-title = Yr hyn y gwnaethoch gytuno iddo
# Where nothing on it is a Yes.
receipt-title-without-yes = Eich atebion
receipt-name = Enw ar eich bathodyn
receipt-reference = Cyfeirnod
receipt-event = Digwyddiad
receipt-held-by = Trefnir gan
receipt-registered = Cofrestrwyd
receipt-answers = Beth a ofynnwyd i chi, a’ch atebion
receipt-nothing = Ni ofynnwyd dim i chi, ac ni wnaethoch gytuno i ddim.
receipt-answer = { $said }: { $how }, { $when }, o dan hysbysiad { $version }.
receipt-answer-in = { $said }: { $how }, { $when }, o dan hysbysiad { $version } ({ $language }).
receipt-said-taken-back = Cytuno, wedi’i dynnu’n ôl
receipt-said-left-blank = Wedi’i adael yn wag: nid yw’n gytundeb
receipt-said-no-objection = Wedi’i adael yn wag: dim gwrthwynebiad, ond gallwch wrthwynebu o hyd
receipt-change = I newid ateb
receipt-take-back = Gallwch dynnu cytundeb yn ôl unrhyw bryd: { $how }.

## The badge, for whoever has a camera: in the language of the event's notice

badge-do-not-record = Peidiwch â recordio

## The slip to take home for a parent or guardian who was not there

slip-title = I riant neu warcheidwad
slip-when = Pryd
slip-lead = Ar gyfer plentyn o dan { $age } oed, nid ydym yn cadw dim nes bod rhiant neu warcheidwad wedi cytuno, yn bersonol, wrth y ddesg. Nid oedd neb yno a allai wneud hynny, felly ni chadwyd dim am eich plentyn. Os hoffech i’r plentyn gael ei gofrestru, dewch at y ddesg gyda’ch gilydd.
slip-can = Pwy all gytuno
slip-can-parent = Rhiant y plentyn.
slip-can-responsible = Rhywun arall sy’n gyfrifol am y plentyn yn ôl y gyfraith, fel gwarcheidwad cyfreithiol.
slip-cannot = Pwy na all gytuno
slip-cannot-teacher = Athro, athrawes neu arweinydd y grŵp, er eu bod yn gofalu am y plentyn heddiw.
slip-cannot-sibling = Brawd, chwaer neu ffrind, oni bai eu bod yn gyfrifol am y plentyn yn ôl y gyfraith.
slip-asked = Beth fyddwn ni’n ei ofyn i chi
slip-asked-yours = Eich enw, eich perthynas â’r plentyn, a’ch cyfeiriad e-bost neu’ch rhif ffôn.
slip-asked-childs = Enw’r plentyn, a’r dyddiad geni.
slip-no = Gallwch wrthod unrhyw beth, a gall y plentyn ddod i’r digwyddiad yr un fath. Os cytunwch i gael newyddion, i chi y byddant yn mynd, ac nid i’r plentyn.

## Letters about what somebody asked for under their rights

letter-title = Ynglŷn â’ch cais { $reference }
letter-from = Oddi wrth
letter-written = Ysgrifennwyd ar
letter-request = Eich cais
letter-you-asked = Gofynnoch
letter-arrived = Cyrhaeddodd ar
letter-closed = Caewyd ar
letter-due = Byddwn yn ateb erbyn
letter-dear = Annwyl { $name },
letter-dear-guardian = At riant neu warcheidwad { $name },
letter-dear-unnamed = At bwy bynnag a ofynnodd i ni,

letter-asked-access = am gopi o’r hyn sydd gennym amdanoch
letter-asked-portability = am eich manylion fel ffeiliau y gall rhaglen arall eu darllen
letter-asked-rectify = i ni gywiro rhywbeth
letter-asked-erase = i ni ddileu eich manylion
letter-asked-restrict = i ni gadw eich manylion heb eu defnyddio
letter-asked-object = i ni roi’r gorau i ddefnydd o’ch manylion
letter-asked-withdraw = i ni dynnu cytundeb o’ch eiddo yn ôl
letter-asked-complaint = i ni ymchwilio i gŵyn

letter-received = Mae eich cais wedi cyrraedd. Byddwn yn ei ateb erbyn { $date }.
letter-received-complaint = Mae eich cwyn wedi cyrraedd. Byddwn yn ei hateb erbyn { $date }.
letter-not-found = Nid ydym wedi dod o hyd eto i’ch manylion chi. Dywedwch wrthym yr enw, a’r cyfeiriad e-bost neu’r rhif ffôn, a roesoch i ni.
letter-news-stopped = Mae newyddion a hysbysebion wedi dod i ben, ac ni fyddant yn ailddechrau.
letter-not-used-until = Tan hynny rydym yn cadw eich manylion heb eu defnyddio.
letter-identity = Efallai y bydd rhaid i ni ofyn i chi ddangos mai chi ydych chi. Gwnawn hyn dim ond fel na all neb arall gael eich manylion.
letter-more-time = Mae angen mwy o amser arnom. Byddwn yn ateb erbyn { $date }.
letter-more-time-complex = Nid yw eich cais yn un syml. Mae’n cymryd mwy o amser i ddod o hyd i bopeth, neu i’w bwyso a’i fesur.
letter-more-time-several = Rydych wedi gwneud sawl cais. Gyda’i gilydd maent yn cymryd mwy o amser.
letter-more-time-law = Mae’r gyfraith yn gadael i ni gymryd dau fis arall, unwaith, os dywedwn wrthych pam o fewn y mis cyntaf (GDPR y DU, erthygl 12, paragraff 3).
letter-acknowledged = Mae eich cwyn gennym ac rydym yn ymchwilio iddi. Byddwn yn ateb erbyn { $date }, neu’n gynt.
letter-acknowledged-ask = Os bydd angen i ni wybod mwy gennych, byddwn yn gofyn.
letter-complaint-answered = Rydym wedi ymchwilio i’ch cwyn. Mae ein hateb isod.
letter-lifting = Ar hyn o bryd rydym yn cadw eich manylion heb eu defnyddio. Rydym ar fin eu defnyddio eto. Mae’r gyfraith yn dweud bod rhaid i ni roi gwybod i chi cyn hynny (GDPR y DU, erthygl 18, paragraff 3).
letter-lifting-ask = Os nad ydych am i hyn ddigwydd, dywedwch wrthym nawr. Gallwch ofyn i ni eto eu cadw heb eu defnyddio.

letter-nothing-held = Rydym wedi chwilio, ac nid oes gennym ddim amdanoch o dan yr enw a’r cyswllt a roesoch i ni. Felly nid oedd dim i’w wneud.
letter-nothing-held-ask = Os gwnaethoch gofrestru o dan enw, cyfeiriad e-bost neu rif ffôn arall, dywedwch wrthym, a byddwn yn chwilio eto.
letter-nothing-held-complaint = Rydym wedi ymchwilio i’ch cwyn. Nid oes gennym ddim amdanoch, felly nid oes dim i ni ei gywiro.
letter-taken-back = Dywedoch wrthym nad ydych yn gofyn am hyn mwyach. Rydym wedi cau eich cais. Gallwch ofyn eto unrhyw bryd.
letter-taken-back-restricted = Rydym yn dal i gadw eich manylion heb eu defnyddio. Byddwn yn rhoi gwybod i chi cyn eu defnyddio eto.
letter-taken-back-complaint = Gwnaethoch dynnu eich cwyn yn ôl. Rydym wedi ei chau. Gallwch gwyno eto unrhyw bryd.

letter-done-access = Mae eich copi gyda’r llythyr hwn. Mae’n cynnwys popeth sydd gennym amdanoch: yr hyn a ddywedoch wrthym, pob ateb gyda phryd a sut y’i rhoesoch, ac i bwy yr ydym wedi’i drosglwyddo. Mae manylion pobl eraill wedi’u gadael allan.
letter-done-portability = Mae eich ffeiliau gyda’r llythyr hwn. Maent yn cynnwys yr hyn a ddywedoch wrthym, ar ffurfiau y gall rhaglenni eraill eu darllen (JSON a CSV), ac fel dogfen y gallwch ei darllen eich hun. Mae manylion pobl eraill wedi’u gadael allan.
letter-done-not-locked = Nid yw’r ffeiliau wedi’u cloi. Cadwch nhw lle na all neb arall eu darllen.
letter-done-rectify = Rydym wedi cywiro’r hyn a oedd yn anghywir. Mae’r hyn a oedd yno o’r blaen yn aros yn ein hanes, er mwyn gallu dangos beth a newidiwyd a pham.
letter-done-erase = Rydym wedi dileu eich manylion: yr hyn a ddywedoch wrthym, eich atebion, yr hyn yr ydym yn dod o hyd i bobl drwyddo, ffurflenni a ddechreuoch, a’r copïau yn ffolder y ddesg ei hun.
letter-done-restrict = O hyn ymlaen rydym yn cadw eich manylion heb eu defnyddio. Ni chânt eu trosglwyddo na’u cyfrif, ac ni all staff y ddesg ddod o hyd iddynt. Byddwn yn rhoi gwybod i chi cyn eu defnyddio eto.
letter-done-object = Rydym wedi rhoi’r gorau i’r defnydd y gwnaethoch ei wrthwynebu, ac i newyddion a hysbysebion hefyd. Caiff eich manylion eu cadw heb eu defnyddio. Byddwn yn rhoi gwybod i chi cyn i hynny newid.
letter-done-withdraw = Mae’r hyn a dynnoch yn ôl wedi’i dynnu’n ôl, o’r eiliad y dywedoch wrthym. Roedd yr hyn a wnaethom cyn hynny, tra oeddech yn cytuno, yn cael ei ganiatáu bryd hynny.
letter-done-complaint = Rydym wedi ymchwilio i’ch cwyn. Mae ein hateb gyda’r llythyr hwn.

letter-not-access = Nid ydym wedi gwneud y copi y gofynnoch amdano.
letter-not-portability = Nid ydym wedi gwneud y ffeiliau y gofynnoch amdanynt.
letter-not-rectify = Nid ydym wedi gwneud y newid y gofynnoch amdano.
letter-not-erase = Nid ydym wedi dileu’r manylion y gofynnoch i ni eu dileu.
letter-not-restrict = Nid ydym wedi cyfyngu ar y manylion y gofynnoch i ni beidio â’u defnyddio.
letter-not-object = Nid ydym wedi rhoi’r gorau i’r defnydd y gwnaethoch ei wrthwynebu.
letter-not-withdraw = Nid ydym wedi newid yr ateb y gofynnoch i ni ei dynnu’n ôl.
letter-not-complaint = Nid ydym wedi cadarnhau eich cwyn.
letter-not-identified = Ni allem fod yn sicr mai chi sy’n gofyn. Rhaid i ni beidio â rhoi na newid manylion neb i rywun arall.
letter-not-identified-then = Dewch at y ddesg gyda’ch bathodyn, neu ysgrifennwch atom o’r cyfeiriad e-bost neu’r rhif ffôn a roesoch i ni. Yna gofynnwch eto.
letter-excessive = Mae’r cais yn gofyn eto am yr hyn yr ydym newydd ei ateb, neu am fwy nag y mae’r hawl hon ar ei gyfer. Mae’r gyfraith yn gadael i ni wrthod cais o’r fath (GDPR y DU, erthygl 12, paragraff 5).
letter-excessive-then = Os ydych yn gweld hyn yn wahanol, dywedwch wrthym beth sydd wedi newid, a byddwn yn edrych eto.
letter-must-be-kept = Mae cyfraith yn dweud wrthym am gadw’r manylion hyn, neu mae eu hangen ar gyfer hawliad cyfreithiol (GDPR y DU, erthygl 17, paragraff 3).
letter-must-be-kept-then = Rydym yn eu cadw ar gyfer hynny’n unig, a byddwn yn eu dileu pan fydd drosodd.
letter-grounds = Gwnaethom bwyso eich rhesymau chi yn erbyn ein rhai ni, gyda chyngor ein swyddog diogelu data. Mae ein rhai ni’n pwyso’n drymach (GDPR y DU, erthygl 21, paragraff 1). Felly mae’r defnydd hwn yn parhau.
letter-grounds-then = Nid yw hyn byth yn wir am newyddion a hysbysebion. Mae’r rheini wedi dod i ben, ac ni fyddant yn ailddechrau.

letter-you-told-us = Yr hyn a ddywedoch wrthym
letter-our-answer = Ein hateb
letter-passed-on = I bwy yr ydym wedi trosglwyddo eich manylion
letter-passed-on-last = { $recipient }, y tro diwethaf ar { $date }
letter-told-copy = Mae eich copi yn dweud beth sydd gan bob un ohonynt.
letter-told-rectify = Mae’r hyn y byddwn yn ei anfon nesaf at bob un ohonynt yn dweud wrthynt beth sy’n gywir.
letter-told-erase = Mae’r hyn y byddwn yn ei anfon nesaf at bob un ohonynt yn dweud wrthynt am ei ddileu hefyd.
letter-told-not-use = Mae’r hyn y byddwn yn ei anfon nesaf at bob un ohonynt yn dweud wrthynt am beidio â’i ddefnyddio.
letter-told-withdraw = Mae’r hyn y byddwn yn ei anfon nesaf at bob un ohonynt yn rhoi gwybod i’r rhai y mae’n rhaid iddynt roi’r gorau iddi.
letter-told-lifting = Mae’r hyn y byddwn yn ei anfon nesaf at bob un ohonynt yn dweud wrthynt y cânt ei ddefnyddio eto.
letter-not-reached = Yr hyn na chyrhaeddwyd, neu ddim eto
letter-not-reached-copies = Copïau yr ydym yn eu cadw rhag argyfwng ar gofau bach a disgiau eraill. Rydym yn gwneud rhai newydd ac yn dinistrio’r hen rai.
letter-not-reached-backups = Y copïau yn ffolder y ddesg ei hun. Cânt eu gwneud o’r newydd pan agorir y ddesg nesaf.
letter-not-reached-set-aside = Desg hŷn a roesom o’r neilltu pan wnaethom adfer copi. Byddwn yn ei dinistrio pan na fydd ei hangen mwyach.
letter-not-reached-printed = Yr hyn sydd wedi’i argraffu’n barod. Ni ellir ei alw yn ôl.
letter-kept = Yr hyn yr ydym yn ei gadw
letter-kept-request = Bod cais wedi’i wneud, ei ddyddiadau a sut y daeth i ben, heb eich enw.
letter-kept-mark = Os rhoesoch gyswllt i ni: marc wedi’i sgramblo, fel na fydd unrhyw restr yn eich ychwanegu eto drwy gamgymeriad. Ni ellir ei droi’n ôl yn enw i chi. Gallwch gofrestru eto eich hun unrhyw bryd.
letter-you-can-do = Beth allwch chi ei wneud
letter-complain = Os nad ydych yn fodlon ar hyn, gallwch gwyno i ni. Gallwch hefyd gwyno i’r rheoleiddiwr.
letter-court = Gallwch hefyd fynd i lys a gofyn iddo sicrhau bod eich hawl yn cael ei pharchu.

## The copy that answers a request for access

copy-title = Eich data
copy-title-at = Eich data: { $event }
copy-lead = Dyma bopeth sydd gennym amdanoch wrth y ddesg gofrestru hon. Fe’i gwnaed ar { $when } ar gyfer eich cais { $request }. Mae’r un peth yn y ffeiliau wrth ymyl yr un hon, i raglen arall eu darllen.
copy-others = Mae manylion pobl eraill, fel gwarcheidwad neu gyswllt mewn argyfwng, wedi’u gadael allan: nhw biau’r rheini.
copy-tables = Yn y ffeiliau CSV wrth ymyl yr un hon, ysgrifennir rhifau ffôn fel tel: a’r rhif, ac mae gan gell sy’n dechrau â chollnod un o’i blaen nad yw’n rhan o’r hyn a ddywedoch: mae’n atal taenlen rhag cymryd y gell fel fformiwla. Tynnwch yr un honno.
copy-held-by = Cedwir gan
copy-id = Rhif adnabod y cofnod
copy-state = Sut y mae
copy-state-standing = Caiff ei ddefnyddio fel y dywed yr hysbysiad
copy-state-quarantined = Mae’n aros am riant neu warcheidwad, ac ni chaiff ei drosglwyddo i neb
copy-state-restricted = Caiff ei gadw, heb ei ddefnyddio
copy-state-undone = Cafodd ei ddadwneud
copy-state-erased = Cafodd ei ddileu
copy-place = Ble y cewch gymorth
copy-told = Dywedwyd wrth rywun, er mwyn eich helpu
copy-recording = Dywedir wrth bwy bynnag sy’n recordio
copy-source = O ble y cawsom hyn
copy-source-themselves = { $list }, ar { $date }. Chi eich hun a roddodd eich manylion.
copy-source-others = { $list }, ar { $date }. Pobl eraill a roddodd eich manylion i ni.
copy-guardian-confirmed = Cadarnhawyd ar { $when } gan { $staff } fod eich rhiant neu warcheidwad wedi cytuno wyneb yn wyneb: { $how }.
copy-guardian-unconfirmed = Ar { $when } tynnodd { $staff } yn ôl y cadarnhad bod eich rhiant neu warcheidwad wedi cytuno wyneb yn wyneb.
copy-confirmed-guardian-here = roeddent yma, a dywedasant hynny eto
copy-confirmed-form-seen = gwelwyd y ffurflen a lofnodwyd ganddynt
copy-confirmed-staff-asked = dywedodd yr aelod o staff a ofynnodd iddynt wyneb yn wyneb hynny
copy-exception = Pam y gall newyddion fynd i’ch cyfeiriad gwaith, cofnodwyd ar { $when } gan { $staff }
copy-exception-institution = Eich man gwaith
copy-exception-role = Eich rôl
copy-exception-relationship = Ein cysylltiad â’n gilydd
copy-exception-right = Mae hyn yn seiliedig ar fuddiannau dilys, a chawsoch gynnig ei wrthod. Gallwch ei wrthod unrhyw bryd.
copy-equality = Monitro cydraddoldeb, wedi’i gadw ar wahân i bopeth arall
copy-equality-day = Atebwyd
copy-equality-why = Dim ond ar gyfer cyfansymiau y caiff ei ddefnyddio, o dan y gyfraith ac nid trwy eich cytundeb. Gallwch ofyn i ni roi’r gorau iddo unrhyw bryd.
copy-equality-stopped = Gofynnoch i ni roi’r gorau iddo, felly ni ellir cadw dim ar ei gyfer.
copy-guardian = Mae rhiant neu warcheidwad wedi’i enwi; nhw biau eu manylion.
copy-emergency = Mae cyswllt mewn argyfwng wedi’i enwi; nhw biau eu manylion.
copy-kept-until = Cedwir tan
copy-emergency-kept-until = Cedwir y cyswllt mewn argyfwng tan
copy-record-kept-until = Cedwir y cofrestriad tan
copy-proof-kept-until = Cedwir prawf o’r atebion tan
copy-corrected = Tan iddo gael ei gywiro ar { $when }
copy-corrected-why = Tan iddo gael ei gywiro ar { $when } ({ $reason })
copy-answers = Beth a ofynnwyd i chi, a beth oedd yr ateb
copy-answer = “{ $words }” { $said }: { $when } ({ $known }), { $how }, o dan hysbysiad { $version }; { $card }. Rhoddwyd i mewn ar { $entered } gan { $staff }; { $place }. Ateb { $id }, hysbysiad { $hash }.
copy-answer-place = desg { $desk }, cyfnod { $epoch }, gweithred { $act }, cofnod { $entry }
copy-answer-not-saved = ar ffurflen nad yw wedi’i chadw
copy-answer-how-on-form = { $how }, ffurflen { $form }
copy-known-clock = yn ôl cloc y ddesg
copy-known-written = fel y’i hysgrifennwyd
copy-known-unknown = ar yr hwyraf
copy-card-given = rhoddwyd y cerdyn hysbysiad
copy-card-read = darllenwyd y cerdyn hysbysiad yn uchel
copy-card-neither = ni nodwyd cerdyn hysbysiad
copy-stands = Sut mae pethau’n sefyll nawr
copy-notice = Yr hysbysiad preifatrwydd a roddwyd i chi
copy-sent = Beth a anfonwyd, ac at bwy
copy-sent-nothing = Nid oes dim amdanoch wedi gadael y ddesg hon.
copy-sent-to = { $recipient }, { $when }
copy-sent-what = Beth
copy-sent-what-for = At ba ddiben
copy-sent-for = { $purpose } ({ $basis })
copy-sent-for-not-kept = { $purpose } (ni chadwyd ar ba sail)
copy-sent-equality = atebion am gydraddoldeb, o dan ffugenw a heb enw
copy-sent-changed = bod yr hyn a anfonwyd o’r blaen wedi mynd neu wedi newid
copy-sent-stop = cyfeiriad, dim ond er mwyn rhoi’r gorau iddo: { $channel }
copy-removals = Recordiadau ohonoch sydd i’w tynnu allan
copy-removal = { $taken }, { $place }: { $looks } ({ $found })
copy-removal-open = heb ei orffen eto
copy-removal-removed = daethpwyd o hyd iddo, a’i dynnu allan
copy-removal-not-found = ni ddaethpwyd o hyd iddo
copy-removal-in-print = wedi’i argraffu’n barod, a’i dynnu allan o bopeth arall
copy-half-filled = Ffurflen â’ch enw arni a ddechreuwyd ac na orffennwyd
copy-half-filled-by = Ar gyfer { $event }, gan { $staff }, ddiwethaf ar { $when } (UTC). Caiff ei dileu cyn y dyddiad isod os caiff ei chadw neu ei chlirio.
copy-wish-by-email = { $what }, trwy e-bost
copy-wish-by-post = { $what }, trwy’r post
copy-unfinished = Wedi’i deipio amdanoch a heb ei gadw: { $what }
copy-unfinished-by = Gan { $staff }, ddiwethaf ar { $when } (UTC). Caiff ei gadw am ddiwrnod, neu nes iddo gael ei gadw neu ei gau.
copy-unfinished-amend = cywiriad
copy-unfinished-withdraw = atebion i’w tynnu’n ôl
copy-unfinished-removal = recordiadau i’w tynnu allan
copy-unfinished-exception = yr eithriad ar gyfer pobl broffesiynol
copy-unfinished-contact = pam y mae cyswllt brys yn cael ei ddileu
copy-unfinished-help = pwy sydd i gael cymorth heddiw, ac wrth bwy y dywedwyd
copy-unfinished-request = cais o dan eich hawliau
copy-unfinished-complaint = cwyn, neu’r ateb iddi
copy-unfinished-settings = gosodiadau’r ddesg
copy-requests = Beth a ofynnoch amdano o dan eich hawliau
copy-request = { letter-you-asked } { $what }. Cyrhaeddodd ar { $date }; { $ended }.
copy-request-open = heb ei gau
copy-request-done = wedi’i wneud
copy-request-nothing-held = nid oedd dim gennym amdanoch
copy-request-taken-back = gwnaethoch ei dynnu’n ôl
copy-request-not-identified = ni wnaed hyn, gan na allem fod yn siŵr mai chi oedd yn gofyn
copy-request-excessive = ni wnaed hyn, gan ei fod yn ormodol (GDPR y DU, erthygl 12, paragraff 5)
copy-request-must-be-kept = ni wnaed hyn, gan fod rhaid cadw’r manylion (GDPR y DU, erthygl 17, paragraff 3)
copy-request-grounds = ni wnaed hyn, gan fod ein rhesymau ni’n pwyso mwy (GDPR y DU, erthygl 21, paragraff 1)
copy-you-said = Dywedoch chi, { $when }: { $words }
copy-we-answered = Atebom ni, { $when }: { $words }

## What somebody is asked to write down, in front of what they said

field-role = Pwy ydych chi
field-full-name = Enw llawn
field-given-name = Enw cyntaf
field-family-name = Cyfenw
field-badge-name = Enw ar eich bathodyn
field-email = E-bost
field-phone = Ffôn
field-date-of-birth = Dyddiad geni
field-gender = Rhywedd
field-address = Cyfeiriad
field-address-second = Cyfeiriad, ail linell
field-city = Tref neu ddinas
field-postcode = Cod post
field-country = Gwlad breswyl
field-nationality = Cenedligrwydd
field-organisation = Ysgol, coleg neu gyflogwr
field-education-now = Yn astudio nawr
field-education-past = Wedi astudio o’r blaen
field-profession = Gwaith
field-looking-for = Yn chwilio am
field-subjects = Diddordebau
field-year-of-entry = Yn dymuno dechrau
field-heard-about-us = Sut y clywsoch amdanom
field-contact-language = Iaith ar gyfer llythyrau
field-communication-preference = Y ffordd orau o gysylltu â chi
field-note = Nodyn
field-emergency-name = Cyswllt mewn argyfwng
field-emergency-phone = Ffôn mewn argyfwng
field-emergency-relationship = Perthynas y cyswllt mewn argyfwng â chi
field-aged-on = Cyfrifwyd yr oedran ar
field-age-band = Grŵp oedran
field-phone-as-typed = Ffôn, fel y’i teipiwyd
field-thirteen-or-over = 13 oed neu’n hŷn
field-own-answers = Atebion i gwestiynau’r digwyddiad ei hun
field-send-them = Yr hyn y gofynnoch amdano
field-phone-country = Gwlad y rhifau ffôn
field-asked-in = Yr iaith y gofynnwyd i chi ynddi
field-reason = Rheswm

# Kinds of details that are passed on, where no field is called the same.
column-name = Eich enw
column-first-name = Eich enw cyntaf
column-background = Addysg a gwaith
column-interests = Beth yr hoffech ei astudio
column-contact-preference = Sut yr hoffech i ni gysylltu â chi
column-recording-answers = Eich atebion am gael eich recordio
column-guardian = Eich rhiant neu’ch gwarcheidwad
column-guardian-email = Eu he-bost
column-guardian-phone = Eu ffôn
column-emergency-contact = Eich cyswllt mewn argyfwng

# What details are used for, and by which right.
purpose-record-keeping = cadw cofnod o bwy a ddaeth a’r hyn y gwnaethant gytuno iddo
purpose-news = newyddion am gyrsiau a digwyddiadau
purpose-recording-by-consent = lluniau, sain a ffilm, lle cytunwyd
purpose-recording-by-objection = lluniau, sain a ffilm, oni bai bod rhywun wedi gwrthwynebu
purpose-safety-today = cadw pobl yn ddiogel ar y diwrnod
purpose-help-today = trefnu cymorth ar y diwrnod
purpose-catering = arlwyo ar y diwrnod
purpose-opportunities = dewis pa gyfleoedd i roi gwybod i bobl amdanynt
purpose-send-requested = anfon unwaith yr hyn y gofynnwyd amdano
purpose-equality-monitoring = ystadegau ehangu cyfranogiad
purpose-widening-participation = dilyn effaith gwaith allgymorth
basis-consent = cydsyniad
basis-contract = contract
basis-legal-obligation = rhwymedigaeth gyfreithiol
basis-vital-interests = buddiannau hanfodol
basis-public-task = tasg er budd y cyhoedd
basis-legitimate-interests = buddiannau dilys
