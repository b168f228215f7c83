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
question-health-opportunities = Iechyd, ar gyfer newyddion
question-disability-opportunities = Anabledd, ar gyfer newyddion
question-ethnicity-opportunities = Ethnigrwydd, ar gyfer newyddion
question-send-them = I’w anfon atoch
question-guardian-responsible = Rhiant, neu’n gyfrifol yn ôl y gyfraith
question-guardian-consent = Cytuno i ni gadw manylion y plentyn

group-news = Newyddion
group-recording = Cael eich recordio heddiw
group-help = Cymorth heddiw

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

done-title = Diolch
done-lead = Trowch y sgrin yn ôl at y ddesg, os gwelwch yn dda.
done-back = Yn ôl i’r ddesg

opportunities-title = A gawn ni roi gwybod i chi am gyfleoedd?
opportunities-lead = Gallwch ddod heddiw beth bynnag yw eich dewis, a newid eich meddwl unrhyw bryd. Os gadewch un yn wag, ni fyddwn yn ei ddefnyddio.
opportunities-again = Gwasgwch ateb eto i’w adael yn wag.

equality-title = Ynglŷn â chydraddoldeb
equality-lead = Dewisol. Dim ond fel cyfansymiau y byddwn yn defnyddio’r rhain, i weld a yw ein digwyddiadau’n cyrraedd pawb. Cânt eu cadw ar wahân i’ch manylion.
equality-failed = Gofynnwch i’r person wrth y ddesg, neu gwasgwch { own-skip }.
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
card-blank = Nid yw ateb gwag yn newid dim, a gallwch wrthod pob un.

## The receipt

receipt-of = Atebion { $name }
receipt-your-reference = Eich cyfeirnod
receipt-your-reference-spoken = Eich cyfeirnod: { $reference }
receipt-when-and-how = { $time }, { $day }, { $how }. Hysbysiad { $version }
receipt-stop = Wedi newid eich meddwl? Gallwch dynnu cytundeb yn ôl unrhyw bryd: { $how }.
receipt-questions = Cwestiynau: { $address }; { $email }.
receipt-officer = Swyddog diogelu data: { $officer }.
receipt-complain = Gallwch gwyno i ni, neu i { $regulator }.
receipt-number = Ein rhif yno yw { $number }.

receipt-title = Yr hyn y gwnaethoch gytuno iddo
receipt-name = Enw ar eich bathodyn
receipt-reference = Cyfeirnod
receipt-event = Digwyddiad
receipt-held-by = Trefnir gan
receipt-registered = Cofrestrwyd
receipt-answers = Beth a ofynnwyd i chi, a’ch atebion
receipt-nothing = Ni ofynnwyd dim i chi, ac ni wnaethoch gytuno i ddim.
receipt-answer = { $said }: { $how }, { $when }, o dan hysbysiad { $version }.
receipt-said-taken-back = Cytuno, wedi’i dynnu’n ôl
receipt-said-left-blank = Wedi’i adael yn wag: nid yw’n gytundeb
receipt-change = I newid ateb
receipt-take-back = Gallwch dynnu cytundeb yn ôl unrhyw bryd: { $how }.

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
