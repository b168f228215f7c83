# What visitors read around the words of the notice: on the screen when it is turned to them, and on the papers that they take
# home. The notice and its statements are not here: they belong to a published version, in its own language.
#
# Every id here is also in each other language, with the same arguments (tests/it/text.rs). Sentences are whole: no id is a
# piece of one, because other languages put their words in another order.

## Answers

answer-yes = Yes
answer-no = No
answer-taken-back = Yes taken back
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
question-health-opportunities = Health, for news
question-disability-opportunities = Disability, for news
question-ethnicity-opportunities = Ethnicity, for news
question-send-them = Send them
question-guardian-responsible = Parent, or legally responsible
question-guardian-consent = Agrees to us keeping the child’s details

group-news = News
group-recording = Being recorded today
group-help = Help today

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

done-title = Thank you
done-lead = Please turn the screen back to the desk.
done-back = Back to the desk

opportunities-title = May we tell you of opportunities?
opportunities-lead = You can come today whatever you choose, and change your mind at any time. Leave one blank and we will not use it.
opportunities-again = Press an answer again to leave it blank.

equality-title = About equality
equality-lead = Optional. We use these only as totals, to check that our events reach everyone. They are kept apart from your details.
equality-failed = Ask the person at the desk, or press { own-skip }.
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
card-blank = A blank changes nothing, and you can say no to each.

## The receipt

receipt-of = What { $name } answered
receipt-your-reference = Your reference
receipt-your-reference-spoken = Your reference: { $reference }
receipt-when-and-how = { $time }, { $day }, { $how }. Notice { $version }
receipt-stop = Changed your mind? You can take a Yes back any time: { $how }.
receipt-questions = Questions: { $address }; { $email }.
receipt-officer = Data protection officer: { $officer }.
receipt-complain = You can complain to us, or to { $regulator }.
receipt-number = Our number there is { $number }.

receipt-title = What you agreed to
receipt-name = Name on your badge
receipt-reference = Reference
receipt-event = Event
receipt-held-by = Held by
receipt-registered = Registered
receipt-answers = What you were asked, and what you answered
receipt-nothing = You were asked nothing, and agreed to nothing.
receipt-answer = { $said }: { $how }, { $when }, under notice { $version }.
receipt-said-taken-back = Yes, taken back
receipt-said-left-blank = Left blank: not a yes
receipt-change = To change an answer
receipt-take-back = You can take a yes back any time: { $how }.

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
