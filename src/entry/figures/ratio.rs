//! Numbers held exactly, as one whole number over another.
//!
//! A dose must not come out of a conversion as another dose. Binary fractions cannot hold 0.1, and decimals (the crates for
//! them included) round a quotient such as 1/3 without a word; a fraction of whole numbers holds both. What does not fit
//! into 128 bits is refused, never rounded.

use std::cmp::Ordering;

/// A number that is not negative, in lowest terms.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ratio {
    over: u128,
    under: u128,
}

/// A decimal with more places is no figure that anybody would print.
const MOST_PLACES: u32 = 18;

impl Ratio {
    pub const ZERO: Self = Self { over: 0, under: 1 };
    pub const ONE: Self = Self { over: 1, under: 1 };

    /// One whole number over another; `None` where that is zero.
    pub fn new(over: u128, under: u128) -> Option<Self> {
        let divisor = common_divisor(over, under);
        Some(Self {
            over: over.checked_div(divisor)?,
            under: under.checked_div(divisor).filter(|under| *under > 0)?,
        })
    }

    /// `10`, `100`, or `0.1` and smaller where the power is below zero.
    pub fn power_of_ten(power: i32) -> Option<Self> {
        let tens = 10_u128.checked_pow(power.unsigned_abs())?;
        if power < 0 {
            Self::new(1, tens)
        } else {
            Self::new(tens, 1)
        }
    }

    /// Reads `40`, `0.25`: digits, and perhaps a point and more digits.
    pub fn parse(text: &str) -> Option<Self> {
        let (whole, places) = text.split_once('.').unwrap_or((text, "0"));
        let are_digits =
            |digits: &str| !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
        if !are_digits(whole) || !are_digits(places) {
            return None;
        }
        let power = u32::try_from(places.len()).ok()?;
        let over = format!("{whole}{places}").parse().ok()?;
        Self::new(over, 10_u128.checked_pow(power)?)
    }

    pub fn is_zero(self) -> bool {
        self.over == 0
    }

    pub fn times(self, other: Self) -> Option<Self> {
        // Dividing first keeps large numbers from running over.
        let (one, two) = (
            Self::new(self.over, other.under)?,
            Self::new(other.over, self.under)?,
        );
        Self::new(
            one.over.checked_mul(two.over)?,
            one.under.checked_mul(two.under)?,
        )
    }

    pub fn divided_by(self, other: Self) -> Option<Self> {
        self.times(Self::new(other.under, other.over)?)
    }

    pub fn plus(self, other: Self) -> Option<Self> {
        let (one, two, under) = self.over_one(other)?;
        Self::new(one.checked_add(two)?, under)
    }

    /// How far apart the two are, whichever is larger.
    pub fn distance(self, other: Self) -> Option<Self> {
        let (one, two, under) = self.over_one(other)?;
        Self::new(one.abs_diff(two), under)
    }

    /// Both numerators over one denominator.
    fn over_one(self, other: Self) -> Option<(u128, u128, u128)> {
        let divisor = common_divisor(self.under, other.under);
        let (one, two) = (
            other.under.checked_div(divisor)?,
            self.under.checked_div(divisor)?,
        );
        Some((
            self.over.checked_mul(one)?,
            other.over.checked_mul(two)?,
            self.under.checked_mul(one)?,
        ))
    }

    /// All its digits, `0.025`; `None` where they have no end (1/3), or none that anybody would print.
    pub fn decimal(self) -> Option<String> {
        let places =
            (0..=MOST_PLACES).find(|places| 10_u128.pow(*places).is_multiple_of(self.under))?;
        let tens = 10_u128.pow(places).checked_div(self.under)?;
        let digits = self.over.checked_mul(tens)?;
        Some(with_point(&digits.to_string(), places))
    }

    /// As many digits from the first that is not 0 on, the last one rounded.
    pub fn rounded(self, digits: u32) -> Option<String> {
        let is_below = |power: i32| {
            Self::power_of_ten(power).is_some_and(|power| self.cmp(&power) == Ordering::Less)
        };
        let first = (-30..30).find(|power| is_below(power + 1))?;
        let places = i32::try_from(digits).ok()? - 1 - first;
        let scaled = self.times(Self::power_of_ten(places)?)?;
        let half_up = scaled.plus(Self::new(1, 2)?)?;
        let number = half_up.over.checked_div(half_up.under)?;
        Self::new(number, 1)?
            .times(Self::power_of_ten(-places)?)?
            .decimal()
    }

    /// With at most so many places behind the point, the last one rounded.
    pub fn to_places(self, places: u32) -> Option<String> {
        let scaled = self.times(Self::power_of_ten(i32::try_from(places).ok()?)?)?;
        let half_up = scaled.plus(Self::new(1, 2)?)?;
        let number = half_up.over.checked_div(half_up.under)?;
        Some(with_point(&number.to_string(), places))
    }
}

impl Ord for Ratio {
    /// Whole part by whole part, as a continued fraction: multiplying crosswise could run over.
    fn cmp(&self, other: &Self) -> Ordering {
        let (mut one, mut two) = ((self.over, self.under), (other.over, other.under));
        let mut is_turned = false;
        loop {
            // Neither denominator is ever zero.
            let whole = |(over, under): (u128, u128)| over.checked_div(under).unwrap_or_default();
            let rest = |(over, under): (u128, u128)| over.checked_rem(under).unwrap_or_default();
            let by_whole = whole(one).cmp(&whole(two));
            let (left, right) = (rest(one), rest(two));
            let order = match (by_whole, left, right) {
                (Ordering::Equal, 0, 0) => Ordering::Equal,
                (Ordering::Equal, 0, _) => Ordering::Less,
                (Ordering::Equal, _, 0) => Ordering::Greater,
                (Ordering::Equal, _, _) => {
                    (one, two) = ((one.1, left), (two.1, right));
                    is_turned = !is_turned;
                    continue;
                }
                (order, _, _) => order,
            };
            return if is_turned { order.reverse() } else { order };
        }
    }
}

impl PartialOrd for Ratio {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

fn common_divisor(mut one: u128, mut two: u128) -> u128 {
    while two > 0 {
        (one, two) = (two, one % two);
    }
    one
}

/// `25` with three places is `0.025`; noughts at the end go.
fn with_point(digits: &str, places: u32) -> String {
    let places = usize::try_from(places).unwrap_or_default();
    let padded = format!("{digits:0>width$}", width = places + 1);
    let (whole, places) = padded
        .split_at_checked(padded.len() - places)
        .unwrap_or((&padded, ""));
    let places = places.trim_end_matches('0');
    if places.is_empty() {
        whole.to_owned()
    } else {
        format!("{whole}.{places}")
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn ratio(text: &str) -> Ratio {
        Ratio::parse(text).expect(text)
    }

    #[test]
    fn decimals_are_read_and_written_to_the_last_digit() {
        for (text, written) in [
            ("0", "0"),
            ("40", "40"),
            ("0.250", "0.25"),
            ("007.5", "7.5"),
            ("0.000000001", "0.000000001"),
            ("1000000000", "1000000000"),
        ] {
            assert_eq!(ratio(text).decimal().as_deref(), Some(written));
        }
        for text in ["", ".5", "5.", "1e3", "-1", "1,000", "inf"] {
            assert_eq!(Ratio::parse(text), None, "{text:?}");
        }
    }

    #[test]
    fn a_quotient_without_an_end_is_exact_and_is_only_stated_rounded() {
        let third = ratio("1").divided_by(ratio("3")).expect("a number");
        assert_eq!(third.decimal(), None);
        assert_eq!(third.rounded(3).as_deref(), Some("0.333"));
        assert_eq!(third.times(ratio("3")), Some(Ratio::ONE));
        let two_thirds = ratio("8000").divided_by(ratio("3")).expect("a number");
        assert_eq!(two_thirds.rounded(3).as_deref(), Some("2670"));
        assert_eq!(ratio("1").divided_by(Ratio::ZERO), None);
    }

    #[test]
    fn what_does_not_fit_is_refused() {
        let most = Ratio::new(u128::MAX, 1).expect("a number");
        assert_eq!(most.times(ratio("2")), None);
        assert_eq!(most.plus(ratio("1")), None);
        assert!(Ratio::new(u128::MAX, 3) > Ratio::new(u128::MAX - 9, 3));
    }

    proptest! {
        #[test]
        fn they_stand_in_the_order_of_their_values(
            a in 0..u128::from(u32::MAX), b in 1..u128::from(u32::MAX),
            c in 0..u128::from(u32::MAX), d in 1..u128::from(u32::MAX),
        ) {
            let (one, two) = (Ratio::new(a, b).unwrap(), Ratio::new(c, d).unwrap());
            prop_assert_eq!(one.cmp(&two), (a * d).cmp(&(c * b)));
            let sum = one.plus(two).unwrap();
            prop_assert_eq!(sum.distance(two).unwrap(), one);
        }
    }
}
