# What visitors read around the words of the notice: on the screen when it is turned to them, and on the papers that they take
# home. The notice and its statements are not here: they belong to a published version, in its own language.
#
# Every id here is also in each other language, with the same arguments (tests/it/text.rs). Sentences are whole: no id is a
# piece of one, because other languages put their words in another order.

## Answers

answer-yes = Yes
answer-no = No
answer-taken-back = Yes taken back
answer-not-objected = Not objected
answer-objected = Objected
answer-left-blank = Left blank
answer-not-asked = Not asked
# Whether somebody is a child's parent, or legally responsible for them: said of a fact, and no consent.
answer-confirmed = Yes
answer-not-confirmed = No

how-on-screen = on the screen
how-out-loud = out loud
how-on-paper = on paper
how-by-guardian = { $how }, by the parent or guardian

## Dates

date = { $day } { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
} { $year }
date-and-time = { $date } at { $time }
days = { $from } to { $to }

## Questions by their short names

question-news-email = Email
question-news-sms = Text
question-news-phone = Phone call
question-news-post = Post
question-recording-photo = Photos
question-recording-audio = Sound
question-recording-video = Video
question-health-safety = Health, for safety
question-disability-help = Disability, for help
question-diet-catering = Diet, for catering
question-health-opportunities = Health, for opportunities
question-disability-opportunities = Disability, for opportunities
question-ethnicity-opportunities = Ethnicity, for opportunities
question-send-them = Send them
question-guardian-responsible = Parent, or legally responsible
question-guardian-consent = Agrees to us keeping the child’s details

group-news = News
group-recording = Being recorded today
group-help = Help today
group-opportunities = Opportunities

detail-health = Health detail
detail-help = Help needed
detail-diet = Diet detail
detail-ethnicity = Ethnic group
# What to do about what was written in one of these boxes.
detail-too-long = Shorten it to { $max } characters
detail-again = Type this again by hand

## Lists to choose from

optional = optional
optional-spoken = Optional
list-choose = choose
list-nothing-fits = Nothing fits “{ $typed }”
list-not-changed = Nothing fits “{ $typed }”: not changed
list-remove = Remove { $what }

## The screen turned to the visitor

look-title = Is this what you said?
look-back = Turn back
look-next = Next questions

own-next = Next
own-skip = Skip
own-staff = Staff
own-notice = Read the privacy notice
# What the choice of a language is called, for whoever hears it.
own-language = Language

done-title = Thank you
done-lead = Please turn the screen back to the desk.
done-back = Back to the desk

opportunities-title = May we tell you of opportunities?
opportunities-lead = You can come today whatever you choose, and change your mind at any time. Leave one blank and we will not use it.
opportunities-again = Press an answer again to leave it blank.

equality-title = About equality
equality-lead = Optional. We use these only as totals, to check that our events reach everyone. They are kept apart from your details.
equality-failed = We could not keep this just now. Ask the person at the desk, or press { own-skip }.
equality-ethnicity = Ethnicity
equality-disability = Disability
equality-every-list = Every list has “{ prefer-not-to-say }”.
equality-stop = You can have this stopped at any time: tell us at any desk.
equality-group = 1. Group
equality-detail = 2. Detail
equality-type = Type
equality-choose = Choose
equality-choose-group = Choose a group first
equality-no-detail = Nothing to add
equality-detail-missing = Choose one, or “{ prefer-not-to-say }”
equality-choose-several = Choose, one or several
equality-add = Add another

## Equality: the lists, by HESA's codes (ETHNIC, DISABLE)

prefer-not-to-say = Prefer not to say

ethnic-group-asian = Asian or Asian British
ethnic-group-black = Black, African, Caribbean or Black British
ethnic-group-mixed = Mixed or multiple ethnic groups
ethnic-group-white = White
ethnic-group-other = Another ethnic group

ethnicity-bangladeshi = Bangladeshi or Bangladeshi British
ethnicity-chinese = Chinese or Chinese British
ethnicity-indian = Indian or Indian British
ethnicity-pakistani = Pakistani or Pakistani British
ethnicity-other-asian = Any other Asian background
ethnicity-african = African or African British
ethnicity-caribbean = Caribbean or Caribbean British
ethnicity-other-black = Any other Black background
ethnicity-white-and-asian = White and Asian
ethnicity-white-and-black-african = White and Black African
ethnicity-white-and-black-caribbean = White and Black Caribbean
ethnicity-other-mixed = Any other mixed background
ethnicity-british = English, Scottish, Welsh, Northern Irish or British
ethnicity-traveller = Gypsy or Irish Traveller
ethnicity-irish = Irish
ethnicity-roma = Roma
ethnicity-other-white = Any other White background
ethnicity-arab = Arab
ethnicity-other = Any other ethnic background

impairment-learning = A learning difference, such as dyslexia or ADHD
impairment-communication = A social or communication condition, such as autism
impairment-illness = A long-term illness, such as diabetes or epilepsy
impairment-mental-health = A mental health condition, such as depression
impairment-physical = A physical impairment, such as difficulty walking
impairment-hearing = Deaf, or hard of hearing
impairment-sight = Blind, or sight that glasses do not correct
impairment-development = A condition since childhood that affects development
impairment-other = Another disability or condition
impairment-none = No known disability

## The notice, and whom to ask

notice-title = Privacy notice, version { $version }
notice-close = Close
whom-to-ask = Whom to ask, and where to complain
# In front of each line on the screen: one short word or two.
whom-short-controller = Held by
whom-short-address = Write to
whom-short-email = Email
whom-short-officer = Officer
whom-short-complain = Complain
whom-short-complain-to = To us, or to { $regulator }
whom-short-number = Our number
# The same on paper, where there is more room.
whom-controller = Who answers for your data
whom-enquiries = Data enquiries
whom-officer = Data protection officer
whom-complain = You can complain to us, or to
whom-number = Our registration number there

card-title = Privacy notice
card-version = { $named }. Version { $version }, from { $date }. { $hash }
card-asked = What you are asked, word for word
card-by-consent = If you are under { $adult }, or we do not know your age, we ask you this instead:
card-blank = A blank changes nothing, and you can say no to each.

## The receipt

receipt-of = What { $name } answered
receipt-your-reference = Your reference
receipt-your-reference-spoken = Your reference: { $reference }
receipt-when-and-how = { $time }, { $day }, { $how }. Notice { $version }
receipt-when-and-how-in = { $time }, { $day }, { $how }. Notice { $version } ({ $language })
receipt-stop = Changed your mind? You can take a Yes back any time: { $how }.
receipt-data-held-by = Your data is held by { $controller }.
receipt-questions = Questions: { $address }; { $email }.
receipt-officer = Data protection officer: { $officer }.
receipt-complain = You can complain to us, or to { $regulator }.
receipt-number = Our number there is { $number }.

receipt-title = What you agreed to
# Where nothing on it is a Yes.
receipt-title-without-yes = What you answered
receipt-name = Name on your badge
receipt-reference = Reference
receipt-event = Event
receipt-held-by = Held by
receipt-registered = Registered
receipt-answers = What you were asked, and what you answered
receipt-nothing = You were asked nothing, and agreed to nothing.
receipt-answer = { $said }: { $how }, { $when }, under notice { $version }.
receipt-answer-in = { $said }: { $how }, { $when }, under notice { $version } ({ $language }).
receipt-said-taken-back = Yes, taken back
receipt-said-left-blank = Left blank: not a yes
receipt-said-no-objection = Left blank: no objection, which you can still make
receipt-change = To change an answer
receipt-take-back = You can take a yes back any time: { $how }.

## The badge, for whoever has a camera: in the language of the event's notice

badge-do-not-record = Do not record

## The slip to take home for a parent or guardian who was not there

slip-title = For a parent or guardian
slip-when = When
slip-lead = For a child under { $age } we keep nothing until a parent or guardian has said Yes, in person, at the desk. Nobody was there who could, so nothing about your child was kept. If you want them to be registered, come to the desk together.
slip-can = Who can say Yes
slip-can-parent = A parent of the child.
slip-can-responsible = Somebody else who is legally responsible for the child, such as a legal guardian.
slip-cannot = Who cannot
slip-cannot-teacher = A teacher or a leader of the group, although they look after the child today.
slip-cannot-sibling = A brother, a sister or a friend, unless they are legally responsible for the child.
slip-asked = What we will ask you
slip-asked-yours = Your name, what you are to the child, and an email address or a phone number of yours.
slip-asked-childs = The child’s name, and their date of birth.
slip-no = You can say No to anything, and the child can come to the event all the same. News, if you say Yes to any, goes to you and never to the child.

## Letters about what somebody asked for under their rights

letter-title = About your request { $reference }
letter-from = From
letter-written = Written on
letter-request = Your request
letter-you-asked = You asked
letter-arrived = It arrived on
letter-closed = We closed it on
letter-due = We answer by
letter-dear = Dear { $name },
letter-dear-guardian = To the parent or guardian of { $name },
letter-dear-unnamed = To whoever asked us,

# What was asked for, after letter-you-asked.
letter-asked-access = for a copy of what we hold about you
letter-asked-portability = for your details as files that another program can read
letter-asked-rectify = us to put something right
letter-asked-erase = us to delete your details
letter-asked-restrict = us to keep your details and not use them
letter-asked-object = us to stop a use of your details
letter-asked-withdraw = us to take a Yes of yours back
letter-asked-complaint = us to look into a complaint

letter-received = Your request has arrived. We will answer it by { $date }.
letter-received-complaint = Your complaint has arrived. We will answer it by { $date }.
letter-not-found = We have not found yet which details are yours. Tell us the name, and the email or phone number, that you gave us.
letter-news-stopped = News and advertising have stopped, and stay stopped.
letter-not-used-until = Until then we keep your details and do not use them.
letter-identity = We may have to ask you to show that it is you. We do this only so that nobody else gets at your details.
letter-more-time = We need more time. We will answer by { $date }.
letter-more-time-complex = Your request is not a simple one. It takes longer to find everything, or to weigh it.
letter-more-time-several = You have made several requests. Together they take longer.
letter-more-time-law = The law lets us take two months more, once, if we tell you why within the first month (UK GDPR, article 12, paragraph 3).
letter-acknowledged = We have your complaint and are looking into it. We will answer by { $date }, or sooner.
letter-acknowledged-ask = If we need to know more from you, we will ask.
letter-complaint-answered = We have looked into your complaint. Our answer is below.
letter-lifting = At the moment we keep your details and do not use them. We are about to use them again. The law says that we have to tell you before (UK GDPR, article 18, paragraph 3).
letter-lifting-ask = If you do not want this, tell us now. You can ask us again to keep them and not use them.

letter-nothing-held = We have looked, and we hold nothing about you under the name and contact that you gave us. So there was nothing to do.
letter-nothing-held-ask = If you registered under another name, email or phone number, tell us, and we will look again.
letter-nothing-held-complaint = We have looked into your complaint. We hold nothing about you, so there is nothing for us to put right.
letter-taken-back = You told us that you no longer ask for this. We have closed your request. You can ask again at any time.
letter-taken-back-restricted = We still keep your details and do not use them. We will tell you before we use them again.
letter-taken-back-complaint = You took your complaint back. We have closed it. You can complain again at any time.

letter-done-access = Your copy comes with this letter. It holds everything that we have about you: what you told us, every answer with when and how you gave it, and whom we passed it on to. Other people’s details are left out.
letter-done-portability = Your files come with this letter. They hold what you told us, in forms that other programs can read (JSON and CSV), and as a document that you can read yourself. Other people’s details are left out.
letter-done-not-locked = The files are not locked. Keep them where nobody else can read them.
letter-done-rectify = We have put right what was wrong. What it said before stays in our history, so that it can be shown what was changed and why.
letter-done-erase = We have deleted your details: what you told us, your answers, what we find people by, forms that you began, and the copies in the desk’s own folder.
letter-done-restrict = From now on we keep your details and do not use them. They are not passed on, not counted, and not found by the staff of the desk. We will tell you before we use them again.
letter-done-object = We have stopped the use that you objected to, and news and advertising too. Your details are kept and not used. We will tell you before that changes.
letter-done-withdraw = What you took back is taken back, from the moment that you told us. What we did before, while your Yes stood, was allowed then.
letter-done-complaint = We have looked into your complaint. Our answer comes with this letter.

letter-not-access = We have not made the copy that you asked for.
letter-not-portability = We have not made the files that you asked for.
letter-not-rectify = We have not made the change that you asked for.
letter-not-erase = We have not deleted the details that you asked us to delete.
letter-not-restrict = We have not restricted the details that you asked us not to use.
letter-not-object = We have not stopped the use that you objected to.
letter-not-withdraw = We have not changed the answer that you asked us to take back.
letter-not-complaint = We have not upheld your complaint.
letter-not-identified = We could not make sure that it is you who asks. We must not give or change anybody’s details for somebody else.
letter-not-identified-then = Come to the desk with your badge, or write to us from the email or phone number that you gave us. Then ask again.
letter-excessive = The request asks again for what we have just answered, or for more than this right is there for. The law lets us say no to such a request (UK GDPR, article 12, paragraph 5).
letter-excessive-then = If you see this differently, tell us what has changed, and we will look again.
letter-must-be-kept = A law tells us to keep these details, or a legal claim needs them (UK GDPR, article 17, paragraph 3).
letter-must-be-kept-then = We keep them for that alone, and delete them when it is over.
letter-grounds = We weighed your reasons against ours, with the advice of our data protection officer. Ours weigh more (UK GDPR, article 21, paragraph 1). So this use goes on.
letter-grounds-then = This is never so for news and advertising. Those have stopped, and stay stopped.

letter-you-told-us = What you told us
letter-our-answer = Our answer
letter-passed-on = Whom we passed your details on to
letter-passed-on-last = { $recipient }, last on { $date }
letter-told-copy = Your copy says what each of them has.
letter-told-rectify = What we send each of them next tells them what is right.
letter-told-erase = What we send each of them next tells them to delete it too.
letter-told-not-use = What we send each of them next tells them not to use it.
letter-told-withdraw = What we send each of them next tells those who must stop.
letter-told-lifting = What we send each of them next tells them that they may use it again.
letter-not-reached = What this did not reach, or not yet
letter-not-reached-copies = Copies that we keep for emergencies on other sticks and disks. We make new ones and destroy the old ones.
letter-not-reached-backups = The copies in the desk’s own folder. They are made anew when the desk is opened next.
letter-not-reached-set-aside = An older desk that we put aside when we restored a copy. We destroy it when it is no longer needed.
letter-not-reached-printed = What is printed already. It cannot be called back.
letter-kept = What we keep
letter-kept-request = That there was a request, its dates and how it ended, without your name.
letter-kept-mark = If you gave us a contact: a scrambled mark, so that no list adds you again by mistake. It cannot be turned back into your name. You can register again yourself at any time.
letter-you-can-do = What you can do
letter-complain = If you are not content with this, you can complain to us. You can also complain to the regulator.
letter-court = You can also go to a court and ask it to see to it that your right is kept.

## The copy that answers a request for access

copy-title = Your data
copy-title-at = Your data at { $event }
copy-lead = This is all that is held about you at this registration desk. It was made on { $when } for your request { $request }. The same is in the files beside this one, for another program to read.
copy-others = Details of other people, such as a guardian or an emergency contact, are theirs and are left out.
copy-tables = In the CSV files beside this one, telephone numbers are written as tel: and the number, and a cell that begins with an apostrophe has one in front that is not yours: it keeps a spreadsheet from taking the cell for a formula. Take that one away.
copy-held-by = Held by
copy-id = Its id
copy-state = How it is
copy-state-standing = It is used as the notice says
copy-state-quarantined = It waits for a parent or guardian, and is passed on to nobody
copy-state-restricted = It is kept, and not used
copy-state-undone = It was undone
copy-state-erased = It was deleted
copy-place = Where you are helped
copy-told = Somebody was told, to help you
copy-recording = Whoever records is told
copy-source = Where we have this from
copy-source-themselves = { $list }, on { $date }. You gave your details yourself.
copy-source-others = { $list }, on { $date }. Others gave us your details.
copy-guardian-confirmed = That your parent or guardian agreed in person was confirmed on { $when } by { $staff }: { $how }.
copy-guardian-unconfirmed = On { $when } { $staff } took back that your parent or guardian agreed in person.
copy-confirmed-guardian-here = they were here, and said so again
copy-confirmed-form-seen = the form that they signed was seen
copy-confirmed-staff-asked = the member of staff who asked them in person said so
copy-exception = Why news may go to your address at work, recorded on { $when } by { $staff }
copy-exception-institution = You work at
copy-exception-role = As
copy-exception-relationship = What we have to do with each other
copy-exception-right = This rests on legitimate interests, and you were offered to opt out. You can opt out at any time.
copy-equality = Equality monitoring, kept apart from all the rest
copy-equality-day = Answered
copy-equality-why = It is used for totals only, by law and not by your consent. You can have it stopped at any time.
copy-equality-stopped = You had it stopped, so nothing can be kept for it.
copy-guardian = A parent or guardian is named; their details are theirs.
copy-emergency = An emergency contact is named; their details are theirs.
copy-kept-until = Kept until
copy-emergency-kept-until = Emergency contact kept until
copy-record-kept-until = Registration kept until
copy-proof-kept-until = Proof of answers kept until
copy-corrected = Until it was corrected on { $when }
copy-corrected-why = Until it was corrected on { $when } ({ $reason })
copy-answers = What you were asked, and what was answered
copy-answer = “{ $words }” { $said }: { $when } ({ $known }), { $how }, under notice { $version }; { $card }. Entered on { $entered } by { $staff }; { $place }. Answer { $id }, notice { $hash }.
copy-answer-place = desk { $desk }, epoch { $epoch }, act { $act }, entry { $entry }
copy-answer-not-saved = on a form that is not saved
copy-answer-how-on-form = { $how }, form { $form }
copy-known-clock = by the desk’s clock
copy-known-written = as it was written down
copy-known-unknown = at the latest
copy-card-given = the notice card was given
copy-card-read = the notice card was read out
copy-card-neither = no notice card is noted
copy-stands = What stands now
copy-notice = The privacy notice you were given
copy-sent = What was sent, and to whom
copy-sent-nothing = Nothing about you has left this desk.
copy-sent-to = { $recipient }, { $when }
copy-sent-what = What
copy-sent-what-for = What for
copy-sent-for = { $purpose } ({ $basis })
copy-sent-for-not-kept = { $purpose } (on which basis was not kept)
copy-sent-equality = answers about equality, under a pseudonym and without a name
copy-sent-changed = that what was sent before is gone or changed
copy-sent-stop = an address, only to be stopped: { $channel }
copy-removals = Recordings of you that are to be taken out
copy-removal = { $taken }, { $place }: { $looks } ({ $found })
copy-removal-open = not ended yet
copy-removal-removed = found, and taken out
copy-removal-not-found = not found
copy-removal-in-print = printed already, and taken out of all else
copy-half-filled = A form with your name that was begun and not finished
copy-half-filled-by = For { $event }, by { $staff }, last on { $when } (UTC). It goes before the day below where it is saved or cleared.
copy-wish-by-email = { $what }, by email
copy-wish-by-post = { $what }, by post
copy-unfinished = Typed about you and not saved: { $what }
copy-unfinished-by = By { $staff }, last on { $when } (UTC). It is kept for a day, or until it is saved or closed.
copy-unfinished-amend = a correction
copy-unfinished-withdraw = answers to be taken back
copy-unfinished-removal = recordings to be taken out
copy-unfinished-exception = the exception for professionals
copy-unfinished-contact = why an emergency contact is let go
copy-unfinished-help = who is to be helped today, and who was told
copy-unfinished-request = a request under your rights
copy-unfinished-complaint = a complaint, or the answer to it
copy-unfinished-settings = the settings of the desk
copy-requests = What you asked for under your rights
copy-request = { letter-you-asked } { $what }. Received on { $date }; { $ended }.
copy-request-open = open
copy-request-done = done
copy-request-nothing-held = nothing was held about you
copy-request-taken-back = you took it back
copy-request-not-identified = not done, as we could not make sure that it was you
copy-request-excessive = not done, as it was excessive (UK GDPR, article 12, paragraph 5)
copy-request-must-be-kept = not done, as the details must be kept (UK GDPR, article 17, paragraph 3)
copy-request-grounds = not done, as our grounds weigh more (UK GDPR, article 21, paragraph 1)
copy-you-said = You said, { $when }: { $words }
copy-we-answered = We answered, { $when }: { $words }

## What somebody is asked to write down, in front of what they said

field-role = Who you are
field-full-name = Full name
field-given-name = Given name
field-family-name = Family name
field-badge-name = Name on your badge
field-email = Email
field-phone = Phone
field-date-of-birth = Date of birth
field-gender = Gender
field-address = Address
field-address-second = Address, second line
field-city = Town or city
field-postcode = Postcode
field-country = Lives in
field-nationality = Nationality
field-organisation = School, college or employer
field-education-now = Studying now
field-education-past = Studied before
field-profession = Work
field-looking-for = Looking for
field-subjects = Interested in
field-year-of-entry = Wants to start
field-heard-about-us = How you heard
field-contact-language = Language for letters
field-communication-preference = Likes to be contacted by
field-note = Note
field-emergency-name = Emergency contact
field-emergency-phone = Emergency phone
field-emergency-relationship = Emergency contact is your
field-aged-on = Age worked out on
field-age-band = Age band
field-phone-as-typed = Phone, as it was typed
field-thirteen-or-over = 13 or over
field-own-answers = Answers to the event’s own questions
field-send-them = Asked to be sent
field-phone-country = Country of phone numbers
field-asked-in = Language you were asked in
field-reason = Reason

# Kinds of details that are passed on, where no field is called the same.
column-name = Your name
column-first-name = Your first name
column-background = Education and work
column-interests = What you would like to study
column-contact-preference = How you like to be contacted
column-recording-answers = Your answers about recording
column-guardian = Your parent or guardian
column-guardian-email = Their email
column-guardian-phone = Their phone
column-emergency-contact = Your emergency contact

# What details are used for, and by which right.
purpose-record-keeping = keeping a record of who came and what they agreed to
purpose-news = news of courses and events
purpose-recording-by-consent = photographs, sound and film, where agreed to
purpose-recording-by-objection = photographs, sound and film, unless objected to
purpose-safety-today = keeping people safe on the day
purpose-help-today = arranging help on the day
purpose-catering = catering on the day
purpose-opportunities = choosing opportunities to tell people of
purpose-send-requested = sending once what was asked for
purpose-equality-monitoring = statistics of widening participation
purpose-widening-participation = following the effect of outreach
basis-consent = consent
basis-contract = a contract
basis-legal-obligation = a legal obligation
basis-vital-interests = vital interests
basis-public-task = a task in the public interest
basis-legitimate-interests = legitimate interests
